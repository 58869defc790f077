"""What changed between versions of the project's models, as its configuration classes, weighs and accepts it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modelmint.diagnostics.finding import Finding
from modelmint.diagnostics.report import Report, accept, locate
from modelmint.drift import Change, diff
from modelmint.drift.change import Level
from modelmint.drift.life import BY_TIME
from modelmint.drift.policy import Judged, as_finding, judge
from modelmint.drift.rules import RULES
from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.origin import Origin

if TYPE_CHECKING:
    from modelmint.ir.model import Model
    from modelmint.pipeline import Project

GATES = {"breaking": Level.BREAKING, "risky": Level.RISKY, "any": Level.SAFE}
"""For each gate, the class of changes from which on it closes."""


def compare(project: Project, old: Model | None, new: Model | None, *, by_time: bool = False) -> tuple[Change, ...]:
    """What changed, on the project's day and in the classes that its configuration gives.

    What only the passing of time changes is told with `by_time`; `check` tells it anyhow, of every model.
    """
    changes = diff(old, new, project.today, project.config.drift)
    return changes if by_time else tuple(change for change in changes if change.code not in BY_TIME)


def judged(project: Project, changes: Iterable[Change]) -> Judged:
    """The changes as the configuration weighs them, apart from those that it accepts."""
    codes = {rule.code for rule in RULES}
    concerned = tuple(each for each in project.config.acknowledgements if each.code in codes)
    return judge(changes, replace(project.config, acknowledgements=concerned), project.today)


def stops(changes: Iterable[Change], gate: str) -> bool:
    """Whether a gate closes: a change is in its class or a graver one. What was announced closes only `any`."""
    least = GATES[gate]
    return any(change.level >= least and (not change.expected or gate == "any") for change in changes)


def report(project: Project, outcome: Judged) -> Report:
    """The changes as findings, in the lines of the snapshots that are kept."""
    accepted = ((_placed(project, as_finding(change)), by) for change, by in outcome.accepted)
    found = (_placed(project, finding) for finding in outcome.findings)
    return Report(locate(found, project.text), accept(accepted, project.text))


def _placed(project: Project, finding: Finding) -> Finding:
    """The finding in a file that is there: the model's snapshot, where it is about another version of it."""
    if finding.origin is None or project.text(finding.origin.file) is not None:
        return finding
    file = project.store.file(ModelRef.parse(finding.subject))
    return replace(finding, origin=Origin(file) if project.text(file) is not None else None)
