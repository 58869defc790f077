"""Types -> TypeViews: the parts of each type, and a name for every record and every enumeration."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from modelmint.ir.model import Parameter
from modelmint.ir.types import Array, Contains, Enum, Map, Nullable, Record, Type, UnionOf
from modelmint.lower.check_names import CheckNames
from modelmint.lower.names import Namer
from modelmint.lower.target import Conventions
from modelmint.lower.type_view import ContainsView, ParameterView, TypeView
from modelmint.lower.words import allowed
from modelmint.validate.kind import kinds


class TypeLowerer:
    """Lowers the types of one model. `records` are those met, each once, an inner one before the one around it.

    `taken` are class names that mean something else, `records` what the model's records are called: they come first.
    """

    def __init__(self, conventions: Conventions, taken: Iterable[str], records: Iterable[str] = ()) -> None:
        self.members = Namer(conventions, "member")
        self.classes = Namer(conventions, "class")
        self.checks = CheckNames(conventions)
        self.taken = {name.casefold() for name in taken}
        self._promised = {self.classes.name(name).casefold() for name in records}
        self.records: dict[str, TypeView] = {}
        self._names: dict[str, str] = {}

    def type(self, type_: Type, place: str) -> TypeView:
        """The view of a type and all that it holds; `place` says where it stands, for the names of its checks."""
        if isinstance(type_, Record):
            return self._record(type_)
        parts = self._parts(type_, place)
        taken, check = tuple(sorted(kinds(type_))), self.checks.name(type_, place)
        return TypeView(type_.kind, type_, kinds=taken, check=check, **parts)

    def _parts(self, type_: Type, place: str) -> dict[str, Any]:
        """What the type is made of, by the name that its view has for it."""
        match type_:
            case Enum():
                return {"name": self._choice(type_, place)}
            case Array():
                items = None if type_.items is None else self.type(type_.items, f"{place} item")
                contains = tuple(self._contains(asked, place) for asked in type_.contains)
                return {"items": items, "prefix": self._several(type_.prefix, f"{place} item"), "contains": contains}
            case Map():
                keys = None if type_.keys is None else self.type(type_.keys, f"{place} name")
                return {"keys": keys, "values": self.type(type_.values, f"{place} value")}
            case UnionOf():
                return {"members": self._several(type_.members, place)}
            case Nullable():
                return {"inner": self.type(type_.inner, place)}
        return {}

    def _contains(self, asked: Contains, place: str) -> ContainsView:
        return ContainsView(self.type(asked.type, f"{place} contained item"), asked)

    def _several(self, types: Sequence[Type], place: str) -> tuple[TypeView, ...]:
        return tuple(self.type(type_, place) for type_ in types)

    def parameters(self, parameters: Sequence[Parameter], place: str = "") -> tuple[ParameterView, ...]:
        """The views of parameters, or of the fields of a record at a place, no two of one name."""
        spelled = self._member_names(parameters)
        return tuple(self._parameter(parameter, spelled[parameter.name], place) for parameter in parameters)

    def _member_names(self, parameters: Sequence[Parameter]) -> dict[str, str]:
        """Names by wire name. A client's own word for a parameter counts as its text, unless another has it too."""
        words = [one.client_name or one.name for one in parameters] + [
            one.name for one in parameters if one.client_name
        ]
        texts = {
            one.name: own if (own := one.client_name) and words.count(own) == 1 else one.name for one in parameters
        }
        named = self.members.names(list(texts.values()))
        return {wire: named[text] for wire, text in texts.items()}

    def _parameter(self, parameter: Parameter, name: str, place: str) -> ParameterView:
        return ParameterView(
            wire=parameter.name,
            name=name,
            type=self.type(parameter.type, f"{place} {parameter.name}"),
            required=parameter.required,
            default=parameter.default,
            doc=parameter.doc,
            allowed=allowed(parameter.type),
            hidden=parameter.hidden,
            deprecated=parameter.deprecated,
            examples=parameter.examples,
        )

    def _record(self, record: Record) -> TypeView:
        # Records hold defaults, which need not be hashable; their spelling tells them apart as well.
        key = repr(record)
        name = self._names.get(key) or self._names.setdefault(key, self._free(record.name, self.taken))
        if key not in self.records:
            check = self.checks.name(record, name)
            additional = None if record.additional is None else self.type(record.additional, f"{name} others")
            fields = self.parameters(record.fields, name)
            self.records[key] = TypeView(
                "record",
                record,
                name,
                additional=additional,
                fields=fields,
                kinds=("object",),
                check=check,
                constant=self.checks.constant(name),
            )
        return self.records[key]

    def _choice(self, choice: Enum, place: str) -> str:
        """The name of an enumeration: that of its place, the same wherever the same values are listed."""
        key = repr(choice)
        return self._names.get(key) or self._names.setdefault(key, self._free(place, self.taken | self._promised))

    def _free(self, text: str, taken: Collection[str]) -> str:
        """A class name for a text that is not taken yet, and is from now on."""
        plain = name = self.classes.name(text)
        number = 2
        while name.casefold() in taken:
            name, number = f"{plain}{number}", number + 1
        self.taken.add(name.casefold())
        return name
