"""Types -> TypeViews: the parts of each type, and a name for every record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from modelmint.ir.model import Parameter
from modelmint.ir.types import Array, Map, Nullable, Record, Type, UnionOf
from modelmint.lower.names import Namer
from modelmint.lower.view import Conventions, ParameterView, TypeView
from modelmint.lower.words import allowed
from modelmint.validate.kind import kinds


class TypeLowerer:
    """Lowers the types of one model. `records` are those met, each once, an inner one before the one around it."""

    def __init__(self, conventions: Conventions, taken: Iterable[str]) -> None:
        self.members = Namer(conventions, "member")
        self.classes = Namer(conventions, "class")
        self.taken = {name.casefold() for name in taken}
        self.records: dict[str, TypeView] = {}
        self._names: dict[str, str] = {}

    def type(self, type_: Type) -> TypeView:
        """The view of a type and all that it holds."""
        view = self._record(type_) if isinstance(type_, Record) else self._plain(type_)
        return replace(view, kinds=tuple(sorted(kinds(type_))))

    def _plain(self, type_: Type) -> TypeView:
        match type_:
            case Array():
                items = None if type_.items is None else self.type(type_.items)
                return TypeView("array", type_, items=items, prefix=tuple(map(self.type, type_.prefix)))
            case Map():
                keys = None if type_.keys is None else self.type(type_.keys)
                return TypeView("map", type_, keys=keys, values=self.type(type_.values))
            case UnionOf():
                return TypeView("union", type_, members=tuple(map(self.type, type_.members)))
            case Nullable():
                return TypeView("nullable", type_, inner=self.type(type_.inner))
        return TypeView(type_.kind, type_)

    def parameters(self, parameters: Sequence[Parameter]) -> tuple[ParameterView, ...]:
        """The views of parameters, or of a record's fields, no two of one name."""
        spelled = self._member_names(parameters)
        return tuple(self._parameter(parameter, spelled[parameter.name]) for parameter in parameters)

    def _member_names(self, parameters: Sequence[Parameter]) -> dict[str, str]:
        """Names by wire name. A client's own word for a parameter counts as its text."""
        texts = {parameter.name: parameter.client_name or parameter.name for parameter in parameters}
        if len(set(texts.values())) < len(texts):
            texts = {parameter.name: parameter.name for parameter in parameters}
        named = self.members.names(list(texts.values()))
        return {wire: named[text] for wire, text in texts.items()}

    def _parameter(self, parameter: Parameter, name: str) -> ParameterView:
        return ParameterView(
            wire=parameter.name,
            name=name,
            type=self.type(parameter.type),
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
        name = self._names.get(key) or self._names.setdefault(key, self._name(record))
        if key not in self.records:
            additional = None if record.additional is None else self.type(record.additional)
            fields = self.parameters(record.fields)
            self.records[key] = TypeView("record", record, name, additional=additional, fields=fields)
        return self.records[key]

    def _name(self, record: Record) -> str:
        plain = name = self.classes.name(record.name)
        number = 2
        while name.casefold() in self.taken:
            name, number = f"{plain}{number}", number + 1
        self.taken.add(name.casefold())
        return name
