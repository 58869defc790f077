"""The words that a template has besides its filters: type, by_kind, use, imports, literal, header."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modelmint.ir.value import Json
from modelmint.lower.view import TypeView
from modelmint.render.code import Code
from modelmint.render.escape import STRINGS
from modelmint.render.escape.data import json_string
from modelmint.render.imports import MARK, Imports
from modelmint.render.literal import Literals
from modelmint.render.pack import Pack

Macros = dict[str, dict[str, Callable[..., Code]]]


class Vocabulary:
    """The words of one pack. `begin` starts an output, whose imports are its own."""

    def __init__(self, pack: Pack) -> None:
        self.language = pack.language
        self.macros: Macros = {}
        self.imports = Imports(pack.language)
        self.literals = _literals(pack, self)

    def begin(self) -> None:
        """Forget the imports of the output before."""
        self.imports = Imports(self.language)

    def words(self) -> dict[str, Any]:
        """Every word by name, as a template calls it."""
        return {
            "type": self.type,
            "by_kind": self.by_kind,
            "use": self.use,
            "imports": lambda: Code(MARK),
            "literal": self.literals.spell,
            "string": STRINGS.get(self.language, json_string),
            "exact": self.exact,
            "range": range,
            "namespace": _namespace(),
        }

    def type(self, view: TypeView, *extra: object) -> Code:
        """A type, spelled by the macro of its kind in `types.jinja`."""
        return self.by_kind("types", view, *extra)

    def by_kind(self, family: str, view: TypeView, *extra: object) -> Code:
        """What the macro of the type's kind in `FAMILY.jinja` makes of it."""
        return self.macros[family][view.kind](view, *extra)

    def use(self, module: str, name: str = "", *, typing: bool = False) -> Code:
        """A symbol of a module; the import stands where `imports()` is."""
        return self.imports.use(module, name, typing=typing)

    def exact(self, number: Json) -> Code:
        """A number as the language's exact decimal, even where floating point could hold it."""
        return Code(self.literals.decimal(str(number)))


def _namespace() -> Any:
    from jinja2.utils import Namespace

    return Namespace


def _literals(pack: Pack, words: Vocabulary) -> Literals:
    python = pack.language == "python"
    spelled = (
        {"true": "True", "false": "False", "null": "None"}
        if python
        else {"true": "true", "false": "false", "null": "null"}
    )
    spelled |= {key: text for key, text in pack.conventions.literals.items() if key != "decimal"}

    def decimal(text: str) -> str:
        return f'{words.use("decimal", "Decimal")}("{text}")' if python else text

    return Literals(pack.language, decimal=decimal, **spelled)
