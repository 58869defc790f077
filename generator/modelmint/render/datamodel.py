"""Classes that datamodel-code-generator makes of a JSON Schema, taken apart, so that a template can print them."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path

from modelmint.ir.frozen import frozen
from modelmint.render.code import Code
from modelmint.render.json_format import tall
from modelmint.render.kept import keep, recall

PINNED = "0.89.0"
"""The version whose output this is; another one may print something else."""

_PARTS = (
    ast.Name, ast.Load, ast.Subscript, ast.Tuple, ast.Constant, ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub,
    ast.keyword,
)  # fmt: skip
_BUILT_IN = frozenset({"bool", "dict", "float", "int", "list", "str", "tuple"})
PREFIX = "Class_"
"""What the names of objects begin with, so that no type that the generator names after a field has the same."""


@frozen
class FieldCode:
    """A field as Python spells it: its type, and what `Field(...)` says of it (`ge=1`)."""

    type: Code
    limits: tuple[Code, ...]


class DataModels:
    """The word `datamodel`. `use` records the imports that a spelling takes; made text is kept in the folder `kept`."""

    def __init__(self, use: Callable[[str, str], Code], kept: Path | None) -> None:
        self.use, self.kept = use, kept

    def made(self, schema: str) -> dict[str, tuple[FieldCode, ...]]:
        """The fields, in order, of the class of each object below `$defs`, by its name there without `PREFIX`.

        Raises:
            ValueError: the generator is not installed, or made something else than classes with fields.
        """
        text = tall("the schema", schema)
        _require_text(text)
        module = ast.parse(self._text(text))
        found = [node for node in module.body if isinstance(node, ast.ClassDef) and node.name.startswith(PREFIX)]
        reader = _Reader(_imported(module), dict(_named(module)), self.use)
        return {node.name.removeprefix(PREFIX): tuple(reader.fields(node)) for node in found}

    def _text(self, schema: str) -> str:
        key = sha256(f"datamodel-code-generator {PINNED}\0{schema}".encode()).hexdigest()
        text = recall(key, self.kept)
        if text is None:
            text = _generate(schema)
            keep(key, text, self.kept)
        return text


def _generate(schema: str) -> str:
    """The text of the module, the same on every machine and day. Importing the generator takes half a second."""
    _demand()
    from datamodel_code_generator import InputFileType, LiteralType, PythonVersion, generate
    from datamodel_code_generator.enums import DataModelType

    made = generate(
        schema,
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        enum_field_as_literal=LiteralType.All,
        custom_class_name_generator=str,
        use_annotated=True,
        use_standard_collections=True,
        use_union_operator=True,
        disable_timestamp=True,
        allow_remote_refs=False,
        formatters=[],
    )
    return str(made)


def _demand() -> None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("datamodel-code-generator")
    except PackageNotFoundError:
        found = ""
    if found != PINNED:
        there = f"{found} is installed" if found else "it is not installed"
        raise ValueError(f"datamodel-code-generator {PINNED} is needed, and {there}: pip install 'modelmint[pydantic]'")


def _require_text(schema: str) -> None:
    """Refuse names and values that pydantic cannot hold."""
    try:
        json.dumps(json.loads(schema), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"pydantic takes no half of a surrogate pair, as {error.object[error.start]!r} is") from None


def _imported(module: ast.Module) -> dict[str, str]:
    """The module of every imported symbol."""
    lines = (node for node in module.body if isinstance(node, ast.ImportFrom))
    return {symbol.name: line.module or "" for line in lines for symbol in line.names}


def _named(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Types that the generator names, by their names: they are put where they are used.

    A class may begin with a `model_config`, which says of patterns what the base of our classes does.
    """
    for node in module.body:
        match node:
            case ast.ClassDef(name, [ast.Subscript(ast.Name("RootModel"))], body=[*_, ast.AnnAssign(annotation=type_)]):
                yield name, type_
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("TypeAliasType"), [_, type_])):
                yield name, type_


class _Reader(ast.NodeTransformer):
    """Reads classes. Whatever is not known to be harmless is refused: some of it is text from a schema."""

    def __init__(self, imported: dict[str, str], named: dict[str, ast.expr], use: Callable[[str, str], Code]) -> None:
        self.imported, self.named, self.use = imported, named, use

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """The type of a name that the generator gave; the class of a name that we gave."""
        if node.id in self.named:
            inlined: ast.expr = self.visit(deepcopy(self.named[node.id]))
            return inlined
        if not node.id.startswith(PREFIX):
            self._name(node.id)
        return ast.Name(node.id.removeprefix(PREFIX), node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """A pattern as its text: the base of our classes has the standard library's engine compile it."""
        match node:
            case ast.Call(ast.Name("compile"), [ast.Constant(str()) as pattern], []):
                return pattern
        self.generic_visit(node)
        return node

    def fields(self, made: ast.ClassDef) -> Iterator[FieldCode]:
        base = made.bases[0] if len(made.bases) == 1 else None
        if not (isinstance(base, ast.Name) and base.id == "BaseModel"):
            raise ValueError(f"datamodel-code-generator made {made.name} something else than a class with fields")
        for statement in made.body:
            if isinstance(statement, ast.AnnAssign):
                yield self._field(statement.annotation)

    def _field(self, annotation: ast.expr) -> FieldCode:
        match annotation:
            case ast.Subscript(ast.Name("Annotated"), ast.Tuple([type_, ast.Call(ast.Name("Field"), [], limits)])):
                said = (Code(f"{limit.arg}={self._code(limit.value)}") for limit in limits if limit.arg != "alias")
                return FieldCode(self._code(type_), tuple(said))
        return FieldCode(self._code(annotation), ())

    def _code(self, node: ast.expr) -> Code:
        whole = self.visit(deepcopy(node))
        for part in ast.walk(whole):
            if not isinstance(part, _PARTS) and not _is_field(part):
                raise ValueError(f"datamodel-code-generator made a type that is none: {ast.unparse(node)[:80]}")
        return Code(ast.unparse(whole))

    def _name(self, name: str) -> None:
        if name in self.imported:
            self.use(self.imported[name], name)
        elif name not in _BUILT_IN:
            raise ValueError(f"datamodel-code-generator made a type of {name!r}, which is not known")


def _is_field(part: ast.AST) -> bool:
    """Whether it says the limits of a type."""
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "Field" and not part.args
