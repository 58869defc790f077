"""The kinds of value that a parameter can take: a closed sum, matched with `assert_never`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, TypeAlias, Union

from modelmint.ir.frozen import frozen
from modelmint.ir.origin import Origin
from modelmint.ir.value import Json

if TYPE_CHECKING:
    from modelmint.ir.model import Parameter


@frozen
class Range:
    """The numbers that are allowed. None means no limit on that side; an exclusive limit is itself refused."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False

    def __contains__(self, number: Decimal) -> bool:
        low, high = self.minimum, self.maximum
        return (low is None or low < number or (low == number and not self.exclusive_minimum)) and (
            high is None or number < high or (high == number and not self.exclusive_maximum)
        )


@frozen
class String:
    """Text. Lengths count Unicode code points, as JSON Schema does.

    `pattern` is a regular expression searched for anywhere in the text. `format` is an annotation
    (`uri`, `date-time`). `media` says that the text carries a file, as a URL, a data URI or base64:
    `image`, `audio`, `video`, `file`, or a media type such as `image/png`.
    """

    kind: ClassVar = "string"
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: str | None = None
    media: str | None = None


@frozen
class Integer:
    """A whole number. `1.0` is one, since JSON does not tell it from `1`; a boolean is none."""

    kind: ClassVar = "integer"
    range: Range = Range()
    multiple_of: Decimal | None = None


@frozen
class Number:
    """A finite number, compared as an exact decimal: `0.3` is a multiple of `0.1`."""

    kind: ClassVar = "number"
    range: Range = Range()
    multiple_of: Decimal | None = None


@frozen
class Boolean:
    """True or false, and nothing that only looks like it."""

    kind: ClassVar = "boolean"


@frozen
class Enum:
    """One of the listed values, in the provider's order.

    An open one may grow: others are accepted too, if they are of the values' kind.
    """

    kind: ClassVar = "enum"
    values: tuple[Json, ...]
    open: bool = False


@frozen
class Const:
    """Exactly this value."""

    kind: ClassVar = "const"
    value: Json


@frozen
class Contains:
    """How many items of a list are of a type: at least `least`, and at most `most` unless that is None."""

    type: Type
    least: int = 1
    most: int | None = None


@frozen
class Array:
    """A list. `prefix` types the first items by position, `items` all that follow; None allows none to follow."""

    kind: ClassVar = "array"
    items: Type | None
    prefix: tuple[Type, ...] = ()
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False
    contains: tuple[Contains, ...] = ()


@frozen
class Record:
    """An object with named fields. `additional` types the fields that are not named; None refuses them."""

    kind: ClassVar = "record"
    name: str
    fields: tuple[Parameter, ...]
    additional: Type | None = None
    doc: str = ""


@frozen
class Map:
    """An object with free keys and values of one type."""

    kind: ClassVar = "map"
    values: Type
    keys: String | None = None
    min_entries: int | None = None
    max_entries: int | None = None


@frozen
class UnionOf:
    """Any of several types; with `exclusive`, exactly one of them.

    `discriminator` names the field whose value selects the member.
    """

    kind: ClassVar = "union"
    members: tuple[Type, ...]
    discriminator: str | None = None
    exclusive: bool = False


@frozen
class Nullable:
    """The inner type, or null."""

    kind: ClassVar = "nullable"
    inner: Type


@frozen
class Any:
    """Any JSON value: the provider says nothing about it."""

    kind: ClassVar = "any"


@frozen
class Unread:
    """What of the document is not understood, in words, where it stands, and what the rest of it says."""

    why: str
    origin: Origin
    rest: Type


@frozen
class Nothing:
    """No value at all: the schema allows none, or what it allows is `unread`, and refused rather than guessed.

    Of several things that are not understood, each is `unread` in the `rest` of the one before.
    """

    kind: ClassVar = "nothing"
    unread: Unread | None = None


Type: TypeAlias = Union[
    String, Integer, Number, Boolean, Enum, Const, Array, Record, Map, UnionOf, Nullable, Any, Nothing
]

KINDS: tuple[str, ...] = (
    "string",
    "integer",
    "number",
    "boolean",
    "enum",
    "const",
    "array",
    "record",
    "map",
    "union",
    "nullable",
    "any",
    "nothing",
)
"""Every kind of type; a pack has one macro for each."""
