"""What gathers while one document is read: the findings, each with a code from the table below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.frozen import replace
from modelmint.ir.model import Model
from modelmint.ir.origin import Origin
from modelmint.ir.refusals import Refusal, refusals

_NOTE, _WARNING, _ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "not-a-model": Code(
            _ERROR, "The document is an error, or no object, so nothing about the model could be read."
        ),
        "id-mismatch": Code(_ERROR, "The document says that it describes another model than the one asked for."),
        "unknown-key": Code(_NOTE, "The document has a key that the reader does not know; its value is not used."),
        "wrong-kind": Code(
            _WARNING,
            "A value is of another kind than its key calls for, and is not used; what it would limit is refused.",
        ),
        "missing-key": Code(_WARNING, "A key that the reader cannot do without is absent."),
        "unknown-type": Code(_ERROR, "A type is in a word that is not known; what is of it is refused."),
        "type-missing": Code(_WARNING, "A parameter has no type; what its default shows is taken, or any value."),
        "unknown-word": Code(_NOTE, "A word from a known list, such as a category, is new; it is kept as it is."),
        "duplicate-parameter": Code(_WARNING, "Two parameters have one name; the first is taken."),
        "number-as-text": Code(_NOTE, "A number is written as text; it is read as the number."),
        "option-not-of-type": Code(_WARNING, "An option cannot be read as the parameter's type and is kept as text."),
        "options-missing": Code(_ERROR, "A parameter is an enumeration without a list of values; it is refused."),
        "range-beside-options": Code(_NOTE, "A range stands beside a list of values, which alone decides."),
        "default-not-of-type": Code(
            _NOTE, "A default is of a kind that the type refuses; it is not used, or read as what it spells."
        ),
        "never-valid": Code(
            _WARNING, "A schema allows no value at all, so none is accepted; an alternative like that is left out."
        ),
        "constraint-not-read": Code(
            _ERROR, "A constraint is none that a model can hold; requests that use what it is about are refused."
        ),
        "reference-not-found": Code(_ERROR, "A reference names nothing in the document; what is of it is refused."),
        "recursive-schema": Code(_ERROR, "A schema holds itself; what is at the second level is refused."),
        "schema-too-large": Code(_ERROR, "A schema unfolds to more types than can be read; the rest is refused."),
        "price-not-understood": Code(_WARNING, "A price is in words that the reader does not understand."),
        "date-not-understood": Code(_WARNING, "A date is not an ISO 8601 date or a Unix time."),
        "dates-disagree": Code(_WARNING, "Two keys give different dates for the same event; the first is taken."),
        "said-twice": Code(_NOTE, "Two keys say the same thing differently; the first is taken."),
    }
)
"""Every code that reading can give."""

About: TypeAlias = tuple[str | None, bool]
"""The parameter that a finding is about, and whether it limits what that takes."""

UNREAD: Final = frozenset(
    {
        "unknown-type",
        "options-missing",
        "constraint-not-read",
        "reference-not-found",
        "recursive-schema",
        "schema-too-large",
    }
)
"""The codes that say that the document allows less than was read; `wrong-kind` does where the value limits others."""


class Reading:
    """The findings of one document, in the order in which they came up, each once.

    `types` counts the types that were read. `unread` is what is not understood, each time that it is read, and has
    not been taken yet by the part of the document that it is about; `refusing` says whether there was any.
    """

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.findings: list[Finding] = []
        self.types = 0
        self._seen: set[tuple[str, Origin, str]] = set()
        self.unread: list[Finding] = []
        self.refusing = False

    def take(self, start: int) -> tuple[Finding, ...]:
        """What is not understood of a part, before which so much was not: it is that part's, and of none around it."""
        if len(self.unread) == start:
            return ()
        found = tuple(self.unread[start:])
        del self.unread[start:]
        return found

    def add(self, code: str, origin: Origin, message: str, hint: str = "", about: About = (None, False)) -> None:
        """Record a finding of a code of the table, about a parameter and whether it limits what that takes."""
        parameter, limits = about
        severity = _ERROR if limits else CODES[code].severity
        finding = Finding(code, severity, message, origin, self.subject, parameter, hint)
        if limits or code in UNREAD:
            self.unread.append(finding)
            self.refusing = True
        place = (code, origin, message)
        if place not in self._seen:
            self._seen.add(place)
            self.findings.append(finding)

    def hint(self, model: Model) -> None:
        """Say in each finding for which something is refused what, and how a correction lifts that."""
        if not self.refusing:
            return
        found = {refusal.origin: refusal for refusal in reversed(refusals(model))}
        for place, finding in enumerate(self.findings):
            if finding.origin in found:
                self.findings[place] = replace(finding, hint=_lifting(found[finding.origin]))


def _lifting(refusal: Refusal) -> str:
    what = f"requests with {refusal.at} are" if refusal.at else "every request is"
    at = f'[[correct]] at = "model.unread", was = ["{refusal.origin.pointer}"]'
    typed = f', or gives the type: [[correct]] at = "{refusal.field}.type"' if refusal.field else ""
    return f"{what} refused until the model's overlay says that this is not needed: {at}{typed}"
