"""What is not understood of a part of a document: the type of that part is refused."""

from __future__ import annotations

from collections.abc import Iterable

from modelmint.diagnostics.finding import Finding
from modelmint.ir.refusals import refusing
from modelmint.ir.types import Any, Type, Unread


def refused(type_: Type, findings: Iterable[Finding]) -> Type:
    """The type, refused for each of the findings."""
    told = {(one.message, one.origin): None for one in findings}
    return refusing(type_, (Unread(why, origin, Any()) for why, origin in told if origin is not None))
