"""What changed in the rules between parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Evidence, Limits, Rule

_NOWHERE = Origin("")
_NO_EVIDENCE = Evidence("", "")


def compare_rules(
    place: Place, old: Sequence[Rule], new: Sequence[Rule], renamed: Mapping[str, str]
) -> Iterator[Change]:
    """Rules that came or went. Where one is of level advice, nothing is refused for it.

    `renamed` holds the new names of parameters, so that a rule is the same under them.
    """
    before, after = [_under(_bare(rule), renamed) for rule in old], [_bare(rule) for rule in new]
    for rule in before:
        if rule not in after:
            code = "rule-removed" if rule.level == "error" else "advice-changed"
            yield made(code, place.at("rules"), words.rule(rule))
    for rule in after:
        if rule not in before:
            code = "rule-added" if rule.level == "error" else "advice-changed"
            yield made(code, place.at("rules"), new=words.rule(rule))


def _bare(rule: Rule) -> Rule:
    """The rule without where and why it is written."""
    return replace(rule, evidence=_NO_EVIDENCE, origin=_NOWHERE)


def _under(rule: Rule, renamed: Mapping[str, str]) -> Rule:
    """The rule with parameters under their new names."""
    when = tuple(replace(test, parameter=renamed.get(test.parameter, test.parameter)) for test in rule.when)
    if isinstance(rule, Limits):
        return replace(rule, when=when, parameter=renamed.get(rule.parameter, rule.parameter))
    return replace(rule, when=when, parameters=tuple(renamed.get(name, name) for name in rule.parameters))
