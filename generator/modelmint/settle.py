"""Findings as the project's configuration settles them, with their lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from modelmint.diagnostics.finding import Finding
from modelmint.diagnostics.policy import settle
from modelmint.diagnostics.report import Acknowledged, Report, locate
from modelmint.pipeline import Project


def report(project: Project, findings: Sequence[Finding], codes: Collection[str], *, whole: bool) -> Report:
    """Findings with their lines, as the configuration weighs and accepts them.

    `codes` are those that could have been found; with `whole`, anywhere in the project.
    """
    concerned = tuple(each for each in project.config.acknowledgements if each.code in codes)
    config = replace(project.config, acknowledgements=concerned)
    outcome = settle(findings, config, project.today, whole=whole)
    accepted = locate((finding for finding, _ in outcome.acknowledged), project.text)
    reasons = (each for _, each in outcome.acknowledged)
    return Report(
        locate(outcome.findings, project.text),
        tuple(Acknowledged(entry, by.why, by.expires) for entry, by in zip(accepted, reasons, strict=True)),
    )
