"""What the configuration says about changes: how they are classed, and which are accepted for now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from modelmint.config import Acknowledgement, Config, DriftPolicy
from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.policy import acceptance, lowered, settle, weigh
from modelmint.drift.change import Bump, Change, Level
from modelmint.drift.rules import reclassed
from modelmint.drift.text import proof
from modelmint.ir.frozen import frozen, replace

_LIMITS_ADDED = frozenset(
    {"range-added", "pattern-added", "values-listed", "length-added", "count-added", "step-added"}
)
_SEVERITIES = {Level.BREAKING: Severity.ERROR, Level.RISKY: Severity.WARNING, Level.SAFE: Severity.NOTE}
_LEVELS = {severity: level for level, severity in _SEVERITIES.items()}


@frozen
class Judged:
    """Changes as the configuration classes them, those that it accepts, and the acknowledgements past their day."""

    changes: tuple[Change, ...]
    accepted: tuple[tuple[Change, Acknowledgement], ...]
    expired: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that a report lists."""
        return (*map(as_finding, self.changes), *self.expired)


def classed(change: Change, policy: DriftPolicy) -> Change:
    """The change in the class that the policy gives it."""
    if change.code == "default-changed" and change.place.parameter in policy.watched_defaults:
        return reclassed(change, Level.BREAKING, "its default is watched")
    if change.code in _LIMITS_ADDED and policy.documented_limits == "risky" and change.level is Level.BREAKING:
        return reclassed(change, Level.RISKY, "the limit may only have been written down now", Bump.MINOR)
    if change.code == "price-raised" and policy.price_gate is not None and _above(change, policy.price_gate):
        return reclassed(change, Level.BREAKING, f"it rose by more than {policy.price_gate} %")
    return change


def _above(change: Change, percent: int) -> bool:
    """Whether the price rose by more than so many percent; from nothing, it always did."""
    share, mark, _ = change.message.partition(" %")
    return not mark or Decimal(share) > percent


def as_finding(change: Change) -> Finding:
    """The change as a finding, so that every report can hold it. What was announced weighs little."""
    said = " -> ".join(filter(None, (change.old, change.new)))
    message = f"{change.path or change.subject}: {change.message}" + (f" ({said})" if said else "")
    severity = Severity.NOTE if change.expected else _SEVERITIES[change.level]
    place, hints = change.place, (change.hint, proof(change))
    hint = "; ".join(filter(None, hints))
    return Finding(change.code, severity, message, place.origin, change.subject, place.parameter, hint)


def judge(changes: Iterable[Change], config: Config, today: date) -> Judged:
    """Apply severities and acknowledgements to changes on a day.

    An acknowledgement past its day accepts nothing and is a finding itself.
    """
    kept, accepted = [], []
    for change in changes:
        finding = weigh(as_finding(change), config.severities)
        if finding is None:
            continue
        by = acceptance(finding, config.acknowledgements, today)
        if by is not None and by.weight is None:
            accepted.append((change, by))
        else:
            kept.append(_weighed(change, lowered(finding, by), by))
    return Judged(tuple(kept), tuple(accepted), settle((), config, today).findings)


def _weighed(change: Change, finding: Finding, by: Acknowledgement | None) -> Change:
    level = _LEVELS[finding.severity]
    if change.expected or level is change.level:
        return change
    return reclassed(change, level, by.why) if by else replace(change, level=level)
