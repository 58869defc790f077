"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.ir.origin import Origin


@frozen
class Found:
    """One place where a rule does not hold. `parameter` is its path, such as `loras[].scale`, if it is one."""

    origin: Origin
    message: str
    hint: str
    parameter: str | None = None


@frozen
class Row:
    """A rule: `code` names what is found, `purpose` says in a sentence why that matters."""

    code: str
    severity: Severity
    purpose: str
    check: Callable[[Model], Iterator[Found]]
