"""Rules between parameters: what needs, excludes or limits what, and on which evidence."""

from __future__ import annotations

from typing import ClassVar, Final, Literal, TypeAlias, Union

from modelmint.ir.frozen import frozen
from modelmint.ir.origin import Origin
from modelmint.ir.types import Type
from modelmint.ir.value import Json

Level: TypeAlias = Literal["error", "advice"]
"""An error refuses the request. Advice is documentation: no validator refuses for it."""


@frozen
class Is:
    """The parameter has one of these values; an absent one has its default."""

    parameter: str
    values: tuple[Json, ...]


@frozen
class Present:
    """The parameter is in the request, whatever its value; a default does not make it present."""

    parameter: str


@frozen
class Absent:
    """The parameter is not in the request."""

    parameter: str


Test: TypeAlias = Union[Is, Present, Absent]
Condition: TypeAlias = tuple[Test, ...]
"""All tests hold. The empty condition always holds."""


@frozen
class Evidence:
    """Why we hold a fact to be true, and where that is written."""

    why: str
    source: str


UNREAD: Final = "a constraint that is not read"
"""The source of a rule that refuses what a constraint is about of which we do not know what it allows."""


@frozen
class Requires:
    """Under the condition, every one of the parameters must be present."""

    kind: ClassVar = "requires"
    when: Condition
    parameters: tuple[str, ...]
    level: Level
    evidence: Evidence
    origin: Origin


@frozen
class Forbids:
    """Under the condition, none of the parameters may be present."""

    kind: ClassVar = "forbids"
    when: Condition
    parameters: tuple[str, ...]
    level: Level
    evidence: Evidence
    origin: Origin


@frozen
class OneOf:
    """Under the condition, `least` to `most` of the parameters are present; exactly one by default."""

    kind: ClassVar = "one-of"
    when: Condition
    parameters: tuple[str, ...]
    level: Level
    evidence: Evidence
    origin: Origin
    least: int = 1
    most: int = 1


@frozen
class Limits:
    """Under the condition, the parameter, if present, must also be of this narrower type."""

    kind: ClassVar = "limits"
    when: Condition
    parameter: str
    type: Type
    level: Level
    evidence: Evidence
    origin: Origin


Rule: TypeAlias = Union[Requires, Forbids, OneOf, Limits]
