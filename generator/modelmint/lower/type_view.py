"""A type and a parameter as templates see them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from modelmint.ir.frozen import frozen
from modelmint.ir.types import Array, Contains, Enum, Nothing, Number, String, Type
from modelmint.ir.value import Json, Unset
from modelmint.lower.checks import Amounts, Branches, amounts, blocks, branches
from modelmint.lower.words import SHOWN, allowed, limits, noun
from modelmint.validate import accepts
from modelmint.validate.pattern import Spelled, spelled
from modelmint.validate.quote import member
from modelmint.validate.words import at_least_matching, at_most_matching, expected, most_items, refusal


@frozen
class TypeView:
    """A type and what it is made of. `kind` selects the macro; `type` is the IR's own, with its constraints.

    `name` is the target's name for it, where it has one (records and enumerations). `kinds` are the kinds of JSON
    value that it takes: null, boolean, number, string, array, object. `check` names what validators check it by,
    where that is not said on the spot: a function, or a constant for listed values and patterns.
    `constant` is what the names of a record's constants begin with.
    """

    kind: str
    type: Type
    name: str = ""
    inner: TypeView | None = None
    items: TypeView | None = None
    keys: TypeView | None = None
    values: TypeView | None = None
    additional: TypeView | None = None
    prefix: tuple[TypeView, ...] = ()
    members: tuple[TypeView, ...] = ()
    fields: tuple[ParameterView, ...] = ()
    contains: tuple[ContainsView, ...] = ()
    kinds: tuple[str, ...] = ()
    check: str = ""
    constant: str = ""

    @property
    def allowed(self) -> str:
        """What the type allows, in words; empty when it allows all of its kind."""
        return allowed(self.type)

    @property
    def shown(self) -> tuple[Json, ...]:
        """The values of an enumeration that a page lists: all, or the first of very many."""
        return self.choices if len(self.choices) <= SHOWN else self.choices[: SHOWN // 2]

    @property
    def choices(self) -> tuple[Json, ...]:
        """The values of an enumeration."""
        return self.type.values if isinstance(self.type, Enum) else ()

    @property
    def is_plain(self) -> bool:
        """Whether this is an enumeration of texts, whole numbers, booleans and null alone, as most are."""
        return bool(self.choices) and all(one is None or isinstance(one, str | int) for one in self.choices)

    @property
    def noun(self) -> str:
        """What a value is called: `text`, `image file`, `whole number`; empty where values are listed."""
        return noun(self.type)

    @property
    def limits(self) -> str:
        """What the type allows, in words, beyond what naming it tells: its listed values, its members, null."""
        return limits(self.type)

    @property
    def expected(self) -> Mapping[str, str]:
        """What validators say was expected, by the code of the problem."""
        return expected(self.type)

    @property
    def refusal(self) -> str:
        """For a type that takes no value: why, as the end of a sentence."""
        return refusal(self.type) if isinstance(self.type, Nothing) else ""

    @property
    def blocks(self) -> tuple[tuple[ParameterView, ...], ...]:
        """The fields in the order and the groups in which a validator looks at them."""
        return blocks(self.fields)

    @property
    def pattern(self) -> Spelled | None:
        """For text: the pattern as each language spells it; None if there is none, or none that can be trusted."""
        return spelled(self.type.pattern) if isinstance(self.type, String) and self.type.pattern is not None else None

    @property
    def most(self) -> int | None:
        """For an array: its greatest length."""
        return most_items(self.type) if isinstance(self.type, Array) else None

    @property
    def amounts(self) -> Amounts | None:
        """For numbers: the limits and the step."""
        return amounts(self.type)

    @property
    def branches(self) -> Branches:
        """For a union: which member is for which kind of value, and which must be tried."""
        return branches(self)

    @property
    def wire_fields(self) -> bool:
        """Whether every field is called as on the wire."""
        return all(each.name == each.wire for each in self.fields)


@frozen
class ContainsView:
    """How many items of a list are of a type, as `ir.types.Contains` has it."""

    type: TypeView
    asked: Contains

    @property
    def at_least(self) -> str:
        """What validators say was expected where there are too few."""
        return at_least_matching(self.asked)

    @property
    def at_most(self) -> str:
        """What validators say was expected where there are too many."""
        return at_most_matching(self.asked)


@frozen
class ParameterView:
    """A parameter: `wire` is its name in a request, `name` the target's; `allowed` is its constraint in words."""

    wire: str
    name: str
    type: TypeView
    required: bool
    default: Json | Unset
    doc: str
    allowed: str
    hidden: bool
    deprecated: bool
    examples: tuple[Json, ...] = ()

    @property
    def has_default(self) -> bool:
        """Whether there is a default; null is one."""
        return not isinstance(self.default, Unset)

    @property
    def plain_default(self) -> bool:
        """Whether its default is a text, a number, a boolean or null of its type: one that a declaration can hold."""
        plain = isinstance(self.default, str | int | None) or (
            isinstance(self.default, Decimal) and isinstance(self.type.type, Number)
        )
        return plain and accepts(self.type.type, self.default)

    @property
    def path(self) -> str:
        """Where it stands in a request: its name, unless that is no plain word."""
        return member("", self.wire)

    @property
    def step(self) -> str:
        """What is put behind the path of a record to lead to this field."""
        return member("_", self.wire)[1:]
