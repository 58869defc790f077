"""What gathers while one document is read: the findings, each with a code from the table below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.frozen import replace
from modelmint.ir.origin import Origin

_NOTE, _WARNING, _ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "not-a-model": Code(
            _ERROR, "The document is an error, or no object, so nothing about the model could be read."
        ),
        "id-mismatch": Code(_ERROR, "The document says that it describes another model than the one asked for."),
        "unknown-key": Code(_NOTE, "The document has a key that the reader does not know; its value is not used."),
        "wrong-kind": Code(_WARNING, "A value is of another kind than its key calls for, and is not used."),
        "missing-key": Code(_WARNING, "A key that the reader cannot do without is absent."),
        "unknown-type": Code(
            _WARNING, "A parameter's type is not known; what its default shows is taken, or any value."
        ),
        "unknown-word": Code(_NOTE, "A word from a known list, such as a category, is new; it is kept as it is."),
        "duplicate-parameter": Code(_WARNING, "Two parameters have one name; the first is taken."),
        "number-as-text": Code(_NOTE, "A number is written as text; it is read as the number."),
        "option-not-of-type": Code(_WARNING, "An option cannot be read as the parameter's type and is kept as text."),
        "options-missing": Code(_WARNING, "A parameter is an enumeration without a list of values."),
        "range-beside-options": Code(_NOTE, "A range stands beside a list of values, which alone decides."),
        "default-not-of-type": Code(
            _NOTE, "A default is of a kind that the type refuses; it is not used, or read as what it spells."
        ),
        "never-valid": Code(
            _WARNING, "A schema allows no value at all; it is read as any value, and an alternative is left out."
        ),
        "constraint-not-read": Code(
            _ERROR, "A constraint is none that a model can hold; requests that use what it is about are refused."
        ),
        "reference-not-found": Code(_WARNING, "A reference names nothing in the document; any value is accepted."),
        "recursive-schema": Code(_WARNING, "A schema holds itself; any value is accepted at the second level."),
        "schema-too-large": Code(_WARNING, "A schema unfolds to more types than can be read; the rest is any value."),
        "price-not-understood": Code(_WARNING, "A price is in words that the reader does not understand."),
        "date-not-understood": Code(_WARNING, "A date is not an ISO 8601 date or a Unix time."),
        "dates-disagree": Code(_WARNING, "Two keys give different dates for the same event; the first is taken."),
        "said-twice": Code(_NOTE, "Two keys say the same thing differently; the first is taken."),
    }
)
"""Every code that reading can give."""

WIDENING: Final = frozenset(
    {
        "wrong-kind",
        "unknown-type",
        "never-valid",
        "constraint-not-read",
        "reference-not-found",
        "recursive-schema",
        "schema-too-large",
    }
)
"""The codes that say that a type was read as one that takes more than the document does."""


class Reading:
    """The findings of one document, in the order in which they came up, each once.

    `types` counts the types that were read, `widened` how often one was read as taking more than the
    document says.
    """

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.findings: list[Finding] = []
        self.types = self.widened = 0
        self._seen: set[tuple[str, Origin, str]] = set()

    def refused(self) -> list[Finding]:
        """The constraints that are not read up to now, each with what to do about requests being refused for it."""
        for place, finding in enumerate(self.findings):
            if finding.code == "constraint-not-read" and finding.origin is not None:
                what = f"requests with {finding.parameter} are" if finding.parameter else "every request is"
                at = f'[[correct]] at = "model.unread", was = ["{finding.origin.pointer}"]'
                hint = f"{what} refused until the model's overlay says that this is not needed: {at}"
                self.findings[place] = replace(finding, hint=hint)
        return [finding for finding in self.findings if finding.code == "constraint-not-read"]

    def add(self, code: str, origin: Origin, message: str, hint: str = "", parameter: str | None = None) -> None:
        """Record a finding of a code of the table."""
        self.widened += code in WIDENING
        finding = Finding(code, CODES[code].severity, message, origin, self.subject, parameter, hint)
        place = (code, origin, message)
        if place not in self._seen:
            self._seen.add(place)
            self.findings.append(finding)
