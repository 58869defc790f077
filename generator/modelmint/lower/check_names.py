"""Names for what validators check types by."""

from __future__ import annotations

from itertools import chain, count

from modelmint.ir.types import Array, Enum, Map, Record, String, Type, UnionOf
from modelmint.lower.names import Namer
from modelmint.lower.target import Conventions
from modelmint.validate.pattern import spelled


class CheckNames:
    """Names for the functions that check what is made of parts, and for the constants that checks need."""

    def __init__(self, conventions: Conventions) -> None:
        self.functions = Namer(conventions, "member")
        self.constants = Namer(conventions, "constant")
        self.taken: set[str] = set()

    def name(self, type_: Type, place: str) -> str:
        """A name that no other check of the model has; empty for a type that is checked where it stands."""
        match type_:
            case Record():
                return self._free(self.functions, f"check {type_.name}", "object")
            case Array() | Map() | UnionOf():
                return self._free(self.functions, f"check {place}", type_.kind)
            case Enum():
                return self._free(self.constants, f"{place} values")
            case String() if type_.pattern is not None and spelled(type_.pattern):
                return self._free(self.constants, f"{place} pattern")
        return ""

    def constant(self, record: str) -> str:
        """What the names of the constants of a record begin with, whose own name in the target this is."""
        return self._free(self.constants, record)

    def _free(self, namer: Namer, text: str, kind: str = "") -> str:
        """The name of a text. Where that is taken its kind follows, and only where that is taken too a number."""
        longer = namer.name(f"{text} {kind}")
        names = chain((namer.name(text), longer), (f"{longer}{number}" for number in count(2)))
        free = next(name for name in names if name.casefold() not in self.taken)
        self.taken.add(free.casefold())
        return free
