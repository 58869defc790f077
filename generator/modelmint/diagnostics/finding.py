"""A finding: something a person should know, with its place and the way out."""

from __future__ import annotations

from enum import Enum

from modelmint.ir.frozen import frozen
from modelmint.ir.origin import Origin


class Severity(Enum):
    """How much a finding weighs. Errors and warnings make a command end with 1; notes do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Code:
    """A kind of finding: how much it weighs unless the configuration says otherwise, and what it means."""

    severity: Severity
    purpose: str


@frozen
class Finding:
    """One thing found.

    `code` is worded (`range-contradicts-prose`) and listed by `modelmint rules`. `subject` is the model
    or file it is about, `parameter` the parameter if there is one. `message` says what was found and what
    was expected; `hint` says what to do, a command where one does it.
    """

    code: str
    severity: Severity
    message: str
    origin: Origin | None = None
    subject: str = ""
    parameter: str | None = None
    hint: str = ""

    def said(self, *about: str | None) -> str:
        """The message after what it is about, but for what it begins with itself."""
        names = [name for name in about if name and not self.message.startswith((f"{name}:", f"{name}.", f"{name} "))]
        return f"{'.'.join(names)}: {self.message}" if names else self.message
