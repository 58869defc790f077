"""What the configuration says about findings: how much each weighs, and which are accepted for now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from modelmint.config import Acknowledgement, Config, Weight
from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.frozen import frozen, replace
from modelmint.ir.origin import Origin

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "acknowledgement-expired": Code(
            Severity.WARNING, "An acknowledgement is past its day: look at the finding again."
        ),
        "acknowledgement-unused": Code(Severity.NOTE, "An acknowledgement fits no finding, and can go."),
    }
)
"""Every code that the configuration itself can give."""


@frozen
class Settled:
    """Findings as the configuration weighs them, and those that it accepts, each with its acknowledgement."""

    findings: tuple[Finding, ...] = ()
    acknowledged: tuple[tuple[Finding, Acknowledgement], ...] = ()


def settle(findings: Iterable[Finding], config: Config, today: date, *, whole: bool = False) -> Settled:
    """Apply the configuration to findings on a day.

    An acknowledgement past its day accepts nothing and is a finding itself. With `whole`, these are all
    the findings that there can be, so that an acknowledgement that fits none of them is one too.
    """
    weighed = [finding for found in findings if (finding := weigh(found, config.severities)) is not None]
    accepted = [(finding, acceptance(finding, config.acknowledgements, today)) for finding in weighed]
    used = {acknowledgement for _, acknowledgement in accepted if acknowledgement is not None}
    own = (weigh(finding, config.severities) for finding in _about(config, used, today, whole=whole))
    left = [lowered(finding, by) for finding, by in accepted if by is None or by.weight is not None]
    return Settled(
        (*left, *(finding for finding in own if finding is not None)),
        tuple((finding, by) for finding, by in accepted if by is not None and by.weight is None),
    )


def lowered(finding: Finding, acknowledgement: Acknowledgement | None) -> Finding:
    """The finding with the weight that its acknowledgement leaves it."""
    if acknowledgement is None or acknowledgement.weight in (None, "off"):
        return finding
    return replace(finding, severity=Severity(acknowledgement.weight))


def weigh(finding: Finding, severities: Mapping[str, Weight]) -> Finding | None:
    """The finding with the weight that the configuration gives its code; None if that is `off`."""
    weight = severities.get(finding.code)
    if weight is None:
        return finding
    return None if weight == "off" else replace(finding, severity=Severity(weight))


def acceptance(finding: Finding, known: Iterable[Acknowledgement], today: date) -> Acknowledgement | None:
    """The acknowledgement that fits the finding on a day, if there is one."""
    return next((each for each in known if each.expires >= today and _fits(each, finding)), None)


def _fits(acknowledgement: Acknowledgement, finding: Finding) -> bool:
    subjects = {None, finding.subject, finding.origin.file if finding.origin else finding.subject}
    return (
        acknowledgement.code == finding.code
        and acknowledgement.subject in subjects
        and acknowledgement.parameter in (None, finding.parameter)
    )


def _about(config: Config, used: set[Acknowledgement], today: date, *, whole: bool) -> Iterator[Finding]:
    for each in config.acknowledgements:
        expired = each.expires < today
        if expired:
            message = f"{_what(each)} was accepted until {each.expires}: {each.why}"
            hint = "look at it again; then set a new day or remove the entry"
            yield _finding("acknowledgement-expired", config, each, message, hint)
        elif whole and each not in used:
            yield _finding(
                "acknowledgement-unused", config, each, f"nothing is found that is {_what(each)}", "remove it"
            )


def _what(acknowledgement: Acknowledgement) -> str:
    about = ".".join(filter(None, (acknowledgement.subject, acknowledgement.parameter)))
    return f"{acknowledgement.code} of {about}" if about else acknowledgement.code


def _finding(code: str, config: Config, about: Acknowledgement, message: str, hint: str) -> Finding:
    origin = Origin(config.file.name, about.pointer)
    return Finding(code, CODES[code].severity, message, origin, about.subject or "", about.parameter, hint)
