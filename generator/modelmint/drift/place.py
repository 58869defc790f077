"""Where a change is: in words for people, and in steps from which a witness can be built."""

from __future__ import annotations

from typing import Literal, TypeAlias, Union

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Rule
from modelmint.ir.types import Type

Direction: TypeAlias = Literal["request", "response", "meta"]
"""What callers send, what they receive, or what is said about the model."""


@frozen
class Field:
    """Down to the value of a key."""

    name: str


@frozen
class Items:
    """Down to the items of a list, or to the one at an index."""

    index: int | None = None


@frozen
class Values:
    """Down to the values of all keys of a map, or of the keys that have no name."""


@frozen
class Member:
    """Into a member of a union: its type before and after."""

    old: Type
    new: Type


Step: TypeAlias = Union[Field, Items, Values, Member]


@frozen
class Place:
    """The model, the parameter at the top, and the path down to what changed.

    A path is in wire names: `cfg_scale.default`, `image.items.url`, `output.images`. `steps` are the same
    way for machines, without the facet. `types` are the types there, before and after; `rule` is the
    one that changed. `origin` is where the
    document that holds says so.
    """

    subject: str
    path: str = ""
    parameter: str | None = None
    direction: Direction = "meta"
    steps: tuple[Step, ...] = ()
    types: tuple[Type, Type] | None = None
    rule: Rule | None = None
    origin: Origin | None = None

    def at(self, facet: str) -> Place:
        """A facet of what is here, such as its range."""
        return replace(self, path=f"{self.path}.{facet}" if self.path else facet)

    def down(self, step: Step, word: str) -> Place:
        """The place that a step leads to, and the word for it in the path."""
        return replace(self.at(word), steps=(*self.steps, step), types=None)

    def field(self, name: str, origin: Origin) -> Place:
        """The place of a parameter, or of a field."""
        return replace(self.down(Field(name), name), parameter=self.parameter or name, origin=origin)

    def between(self, old: Type, new: Type) -> Place:
        """This place, with its types."""
        return replace(self, types=(old, new))
