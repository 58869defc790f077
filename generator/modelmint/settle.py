"""Findings as the project's configuration settles them, with their lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from modelmint.diagnostics.baseline import Baseline, parse, without
from modelmint.diagnostics.finding import Code, Finding
from modelmint.diagnostics.policy import settle
from modelmint.diagnostics.report import Report, accept, locate
from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.origin import Origin
from modelmint.pipeline import Project, Stages


def report(project: Project, findings: Sequence[Finding], codes: Collection[str], *, whole: bool) -> Report:
    """Findings with their lines, as the configuration weighs and accepts them.

    `codes` are those that could have been found; with `whole`, anywhere in the project.
    """
    concerned = tuple(each for each in project.config.acknowledgements if each.code in codes)
    config = replace(project.config, acknowledgements=concerned)
    outcome = settle(findings, config, project.today, whole=whole)
    left = without(outcome.findings, known(project))
    accepted = accept(outcome.acknowledged, project.text)
    return Report(locate(left, project.text), accepted, len(outcome.findings) - len(left))


def on_snapshot(
    project: Project, ref: ModelRef, codes: Mapping[str, Code], code: str, message: str, hint: str
) -> Finding:
    """A finding about the snapshot of a model as a whole; `codes` holds the code."""
    return Finding(code, codes[code].severity, message, Origin(project.store.file(ref)), str(ref), hint=hint)


def mismatch(project: Project, one: Stages) -> str:
    """What says that a document is of another model than its name; empty if nothing does, or if that is accepted."""
    found = [each for each in one.reading if each.code == "id-mismatch"]
    left = settle(found, project.config, project.today).findings
    return next((each.message for each in left if each.code == "id-mismatch"), "")


def known(project: Project) -> Baseline:
    """The findings that were there before the project adopted us; none where there is no such file."""
    return parse(project.text(project.store.shown(project.config.baseline)) or "")


def expired(project: Project, told: Collection[str]) -> Report:
    """The acknowledgements past their day, but for those of the codes that were told of already."""
    others = tuple(each for each in project.config.acknowledgements if each.code not in told)
    config = replace(project.config, acknowledgements=others)
    return Report(locate(settle((), config, project.today).findings, project.text))
