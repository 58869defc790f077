"""Names for what validators check types by."""

from __future__ import annotations

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
                return self._free(self.functions.name(f"check {type_.name}"))
            case Array() | Map() | UnionOf():
                return self._free(self.functions.name(f"check {place}"))
            case Enum():
                return self._free(self.constants.name(f"{place} values"))
            case String() if type_.pattern is not None and spelled(type_.pattern):
                return self._free(self.constants.name(f"{place} pattern"))
        return ""

    def constant(self, record: str) -> str:
        """What the names of the constants of a record begin with, whose own name in the target this is."""
        return self._free(self.constants.name(record))

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free.casefold() in self.taken:
            free, number = f"{name}{number}", number + 1
        self.taken.add(free.casefold())
        return free
