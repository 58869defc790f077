"""The words that a template has besides its filters: type, by_kind, use, imports, literal, datamodel."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json
from modelmint.lower.type_view import TypeView
from modelmint.lower.vectors import Rows
from modelmint.render.code import Code
from modelmint.render.escape import STRINGS
from modelmint.render.escape.data import json_string, visible
from modelmint.render.imports import MARK, Imports
from modelmint.render.literal import Literals, json_text
from modelmint.render.pack import Pack

if TYPE_CHECKING:
    from modelmint.render.datamodel import FieldCode

Macros = dict[str, dict[str, Callable[..., Code]]]


_MOST = 5000
"""How much is kept of what was made once, since there may be thousands of models."""


@frozen
class _Made:
    """What a macro made, and the imports that it takes. The values are kept so that no others have their identities."""

    values: tuple[object, ...]
    text: Code
    imports: Imports


class Vocabulary:
    """The words of one pack. `begin` starts an output, whose imports are its own; `kept` is for what tools make."""

    def __init__(self, pack: Pack, kept: Path | None = None) -> None:
        self.language, self.kept = pack.language, kept
        self.macros: Macros = {}
        self.imports = Imports(pack.language)
        self._made: dict[tuple[object, ...], _Made] = {}
        self.exact_by = pack.conventions.literals.get("decimal", "decimal:Decimal" if pack.language == "python" else "")
        self.literals = Literals.of(pack.language, self.decimal, pack.conventions.literals)

    def begin(self) -> None:
        """Forget the imports of the output before."""
        self.imports = Imports(self.language)

    def forget(self) -> None:
        """Forget what was made once: other views come."""
        self._made.clear()

    def words(self) -> dict[str, Any]:
        """Every word by name, as a template calls it."""
        return {
            "type": self.type,
            "by_kind": self.by_kind,
            "once": self.once,
            "use": self.use,
            "imports": lambda: Code(MARK),
            "literal": self.literal,
            "json_text": json_text,
            "string": STRINGS.get(self.language, json_string),
            "exact": self.exact,
            "rows": _rows,
            "datamodel": self.datamodel,
            "range": range,
            "namespace": _namespace(),
        }

    def type(self, view: TypeView, *extra: object) -> Code:
        """A type, spelled by the macro of its kind in `types.jinja`."""
        return self.by_kind("types", view, *extra)

    def by_kind(self, family: str, view: TypeView, *extra: object) -> Code:
        """What the macro of the type's kind in `FAMILY.jinja` makes of it."""
        macro = self.macros[family][view.kind]
        return macro(view, *extra) if extra else self.once(macro, view)

    def once(self, macro: Callable[..., Code], *values: object) -> Code:
        """What a macro makes of some values, made once for all places in which these very values stand."""
        key = macro, *map(id, values)
        known = self._made.get(key)
        if known is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            known = self._made[key] = self._make(macro, values)
        self.imports.add(known.imports)
        return known.text

    def _make(self, macro: Callable[..., Code], values: tuple[object, ...]) -> _Made:
        outer, self.imports = self.imports, Imports(self.language)
        try:
            return _Made(values, macro(*values), self.imports)
        finally:
            self.imports = outer

    def use(self, module: str, name: str = "", *, typing: bool = False) -> Code:
        """A symbol of a module; the import stands where `imports()` is."""
        return self.imports.use(module, name, typing=typing)

    def literal(self, value: Json, language: str = "") -> Code:
        """A JSON value as the pack's language spells it, or another that is named."""
        return (Literals.of(language, self.decimal) if language else self.literals).spell(value)

    def decimal(self, digits: str) -> str:
        """A number that is exact where the pack has a function for such."""
        if not self.exact_by:
            return digits
        module, _, name = self.exact_by.rpartition(":")
        return f'{self.use(module, name)}("{digits}")'

    def exact(self, number: Json) -> Code:
        """A number as the language's exact decimal, even where floating point could hold it."""
        return Code(self.decimal(str(number)))

    def datamodel(self, schema: Code) -> dict[str, tuple[FieldCode, ...]]:
        """The fields of the class that datamodel-code-generator makes of each object below a JSON Schema's `$defs`."""
        from modelmint.render.datamodel import DataModels

        return DataModels(self.use, self.kept).made(schema)


@lru_cache(maxsize=64)  # several packs print the same ones
def _rows(vectors: Rows, indent: int = 4) -> Code:
    """Test vectors as members of a JSON array, one a line."""
    return Code(f",\n{' ' * indent}".join(map(visible, vectors.lines)))


def _namespace() -> Any:
    from jinja2.utils import Namespace

    return Namespace
