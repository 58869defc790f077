"""A cursor over a document that knows where it is and what was read, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

from modelmint.ir.origin import Origin
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.read.reading import Reading
from modelmint.read.spelling import shorten, to_number

_KEPT = "correct the model in its overlay, or report the document so that the reader learns it"
_TYPES = 20_000
_LARGEST = 2**63 - 1
_NO_MEMBERS: Final[Mapping[str, Json]] = {}


class Node:
    """A value of the document, its place, and whether it was read.

    Asking for a member or reading a value marks it as read; `sweep` reports what no one asked for. A
    member that is absent is a node too, with the value UNSET. A value of the wrong kind is a finding and
    reads as if it were absent; null reads as absent without one.
    """

    __slots__ = (
        "_children", "_key", "_origin", "_parent", "_taken", "limits", "mapping", "parameter", "reading",
        "value",
    )  # fmt: skip

    def __init__(self, value: Json | Unset, origin: Origin, reading: Reading) -> None:
        self.value = value
        self.mapping: Mapping[str, Json] = value if isinstance(value, dict) else _NO_MEMBERS
        """The members as they are, not marked as read; none of what is no object."""
        self.parameter: str | None = None
        self.limits: Collection[str] = ()
        """The keys of which the value limits something: what is wrong there is not passed over."""
        self._origin: Origin | None = origin
        self._parent: Node | None = None
        self._key: str | int = ""
        self.reading = reading
        """What gathers while this document is read."""
        self._children: dict[str | int, Node] | None = None
        self._taken = False

    @property
    def origin(self) -> Origin:
        """The place of the value. Most are never asked for, so it is made when it is."""
        if self._origin is None:
            assert self._parent is not None
            self._origin = self._parent.origin.child(self._key)
        return self._origin

    @property
    def given(self) -> bool:
        """Whether there is a value, and not null."""
        return self.value is not UNSET and self.value is not None

    @property
    def value_or_null(self) -> Json:
        """The value without marking it as read, null where there is none."""
        return None if self.value is UNSET else self.value

    @property
    def present(self) -> bool:
        """Whether the key is there, though its value may be null."""
        return self.value is not UNSET

    def __contains__(self, key: str) -> bool:
        """Whether this is an object with a member of this name, be it null."""
        return key in self.mapping

    def __getitem__(self, key: str) -> Node:
        """The member of this name, absent where this is no object or has none."""
        child = None if self._children is None else self._children.get(key)
        return self._made(key, self.mapping.get(key, UNSET)) if child is None else child

    def _child(self, key: str | int, value: Json) -> Node:
        child = None if self._children is None else self._children.get(key)
        return self._made(key, value) if child is None else child

    def _made(self, key: str | int, value: Json | Unset) -> Node:
        child = Node.__new__(Node)
        child.value = value
        child.mapping = value if isinstance(value, dict) else _NO_MEMBERS
        child.parameter, child.limits = self.parameter, ()
        child._origin, child._parent, child._key = None, self, key
        child.reading, child._children, child._taken = self.reading, None, False
        if value is not UNSET:
            if self._children is None:
                self._children = {}
            self._children[key] = child
        return child

    def about(self, parameter: str | None) -> None:
        """From here on downwards, findings are about this parameter."""
        self.parameter = parameter

    def members(self) -> list[tuple[str, Node]]:
        """Every member of an object, in order."""
        if not self._is(dict, "an object"):
            return []
        assert isinstance(self.value, dict)
        self._children = self._children or {}
        return [(key, self._child(key, value)) for key, value in self.value.items()]

    def step(self, key: str) -> Node | None:
        """The member or item that a step of a JSON Pointer leads to, if there is one."""
        if isinstance(self.value, list):
            index = int(key) if key.isascii() and key.isdigit() else len(self.value)
            return self.items()[index] if index < len(self.value) else None
        return self[key] if self[key].present else None

    def inside(self) -> list[Node]:
        """Every member or item; none of a value that holds no others."""
        if isinstance(self.value, list):
            return self.items()
        return [child for _, child in self.members()] if isinstance(self.value, dict) else []

    def pass_over(self) -> None:
        """Count everything below that no one asked for as read: it is known to say nothing that matters."""
        for child in self.inside():
            if not child._taken and child._children is None:
                child._taken = True

    def items(self) -> list[Node]:
        """Every item of an array, in order."""
        if not self._is(list, "an array"):
            return []
        assert isinstance(self.value, list)
        self._children = self._children or {}
        return [self._child(index, value) for index, value in enumerate(self.value)]

    def object(self) -> bool:
        """Whether this is an object; anything else that is given is a finding."""
        if not self._is(dict, "an object"):
            return False
        self._children = self._children or {}
        return True

    def text(self) -> str:
        """The text, empty where there is none."""
        return self.text_or_none() or ""

    def text_or_none(self) -> str | None:
        """The text, or None; an empty text is a text."""
        self._taken = True
        return self.value if self._is(str, "text") and isinstance(self.value, str) else None

    def texts(self) -> tuple[str, ...]:
        """The texts of an array; a single text counts as an array of one."""
        if isinstance(self.value, str):
            return (self.text(),)
        read = (item.text_or_none() for item in self.items())
        return tuple(text for text in read if text is not None)

    def flag(self) -> bool | None:
        """True or false, or None."""
        self._taken = True
        return self.value if self._is(bool, "true or false") and isinstance(self.value, bool) else None

    def number(self) -> Decimal | None:
        """A finite number, or None. A number in text is read, with a finding."""
        self._taken = True
        if isinstance(self.value, str) and (number := to_number(self.value)) is not None:
            self.report("number-as-text", f"{self.quote()} is text; read as the number {number}")
            return number
        if isinstance(self.value, int | Decimal) and not isinstance(self.value, bool):
            return Decimal(self.value)
        self._wrong_unless_absent("a number")
        return None

    def whole(self) -> int | None:
        """A whole number that is not negative, such as a length or a count, or None."""
        number = self.number()
        if number is None:
            return None
        if not 0 <= number <= _LARGEST or number != number.to_integral_value():
            self.wrong(f"a whole number from 0 to {_LARGEST}")
            return None
        return int(number)

    def raw(self) -> Json:
        """The value as it is, all of it; null where there is none."""
        self._taken = True
        return None if self.value is UNSET else self.value

    def _is(self, kind: type, words: str) -> bool:
        if isinstance(self.value, kind):
            return True
        self._wrong_unless_absent(words)
        return False

    def _wrong_unless_absent(self, words: str) -> None:
        self._taken = True
        if self.given:
            self.wrong(words)

    def wrong(self, expected: str, *, limits: bool = False) -> None:
        """Report that the value is not what its key calls for, and count it as dealt with.

        `limits` says that it would limit something, whatever its key.
        """
        self._taken = True
        words = f"{self.name()} is {self.quote()}, where {expected} was expected; not used"
        self.reading.add("wrong-kind", self.origin, words, _KEPT, (self.parameter, limits or self._is_limit()))

    def _is_limit(self) -> bool:
        """Whether what stands here limits something, by the key that leads here from the next object that has such."""
        key, node = self._key, self._parent
        while node is not None and not node.limits:
            key, node = node._key, node._parent
        return node is not None and key in node.limits

    def report(self, code: str, message: str, hint: str = "") -> None:
        """A finding about this value."""
        self.reading.add(code, self.origin, message, hint, (self.parameter, False))

    def name(self) -> str:
        """The last step of the place, for messages: a key, or an array's key and the item's number."""
        rest, _, last = self.origin.pointer.rpartition("/")
        if last.isdigit() and rest:
            return f"{_unescape(rest.rpartition('/')[2])}[{last}]"
        return _unescape(last) or "the document"

    def quote(self) -> str:
        """The value as a message shows it, short."""
        return shorten(self.value)

    def count(self) -> bool:
        """Count one more type that is read in this document; false, with a finding, where there are too many.

        References can unfold a small document to any number of types.
        """
        self.reading.types += 1
        if self.reading.types > _TYPES:
            self.report("schema-too-large", f"the document unfolds to more than {_TYPES} types", _KEPT)
        return self.reading.types <= _TYPES

    def sweep(self) -> None:
        """Report every value below here that no one has read, and let go of all nodes below."""
        for node in list(self._unread()):
            node.report("unknown-key", f"{node.name()} ({node.quote()}) is not known to the reader; not used", _KEPT)
        self._let_go()

    def _let_go(self) -> None:
        """Nodes and their parents know each other: left alone, only the collector of garbage would find them."""
        children, self._children = self._children or {}, None
        for child in children.values():
            if child._children is not None:
                child._let_go()

    def _unread(self) -> Iterator[Node]:
        """What no one asked for. A null that was asked for is read: it says nothing."""
        if self._taken or not self.given:
            return
        if self._children is None:
            yield self
            return
        pairs = self.value.items() if isinstance(self.value, dict) else enumerate(self.items())
        for key, _ in pairs:
            child = self._children.get(key)
            if child is None:
                yield self[str(key)]
            else:
                yield from child._unread()


def _unescape(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")
