"""What changed in the rules between parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.containment.contain import escape
from modelmint.drift.containment.models import read_rule
from modelmint.drift.containment.pool import Pool
from modelmint.drift.containment.value import Nothing
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.frozen import replace
from modelmint.ir.model import Model
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Evidence, Limits, Rule

_NOWHERE = Origin("")
_NO_EVIDENCE = Evidence("", "")


def compare_rules(place: Place, old: Model, new: Model, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Rules that came, went or changed. Where one is of level advice, nothing is refused for it.

    `renamed` holds the new names of parameters, so that a rule is the same under them.
    """
    before = [_under(_bare(rule), renamed) for rule in old.rules]
    after = [_bare(rule) for rule in new.rules]
    gone, came = [rule for rule in before if rule not in after], [rule for rule in after if rule not in before]
    for one, other in _pairs(gone, came):
        gone.remove(one)
        came.remove(other)
        yield from _compare(replace(place.at("rules"), rule=other), (old, one), (new, other))
    yield from (_alone("rule-removed", place, rule) for rule in gone)
    yield from (_alone("rule-added", place, rule) for rule in came)


def _bare(rule: Rule) -> Rule:
    """The rule without where and why it is written."""
    return replace(rule, evidence=_NO_EVIDENCE, origin=_NOWHERE)


def _under(rule: Rule, renamed: Mapping[str, str]) -> Rule:
    """The rule with parameters under their new names."""
    when = tuple(replace(test, parameter=renamed.get(test.parameter, test.parameter)) for test in rule.when)
    if isinstance(rule, Limits):
        return replace(rule, when=when, parameter=renamed.get(rule.parameter, rule.parameter))
    return replace(rule, when=when, parameters=tuple(renamed.get(name, name) for name in rule.parameters))


def _pairs(gone: Sequence[Rule], came: Sequence[Rule]) -> list[tuple[Rule, Rule]]:
    """Rules of one kind about the same parameters: each may be what became of the other."""
    left, pairs = list(came), []
    for rule in gone:
        other = next((each for each in left if _about(each) == _about(rule)), None)
        if other is not None:
            left.remove(other)
            pairs.append((rule, other))
    return pairs


def _about(rule: Rule) -> tuple[str, str, frozenset[str]]:
    names = (rule.parameter,) if isinstance(rule, Limits) else rule.parameters
    return rule.kind, rule.level, frozenset(names)


def _compare(place: Place, old: tuple[Model, Rule], new: tuple[Model, Rule]) -> Iterator[Change]:
    """By proof: whatever kept the old rule keeps the new one, or not."""
    shown = words.rule(old[1]), words.rule(new[1])
    if new[1].level == "advice":
        yield made("advice-changed", place, *shown)
        return
    pool = Pool()
    before, after = read_rule(pool, *old), read_rule(pool, *new)
    if before != after:
        relaxed = escape(pool, before, after) is Nothing.EMPTY
        yield made("rule-relaxed" if relaxed else "rule-changed", place, *shown)


def _alone(code: str, place: Place, rule: Rule) -> Change:
    place = replace(place.at("rules"), rule=rule)
    shown = ("", words.rule(rule)) if code == "rule-added" else (words.rule(rule), "")
    return made(code if rule.level == "error" else "advice-changed", place, *shown)
