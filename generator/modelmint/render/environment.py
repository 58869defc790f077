"""One strict Jinja environment a pack: what a template may say, and how it is compiled and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from modelmint.ir.types import KINDS
from modelmint.render.code import Code, join, printed
from modelmint.render.errors import PackError
from modelmint.render.escape import ESCAPERS
from modelmint.render.layout import FILTERS
from modelmint.render.pack import Pack


class _Strings(NodeTransformer):
    """Marks the strings that a template itself holds as code."""

    def visit_Const(self, node: nodes.Const) -> nodes.Expr:  # noqa: N802 - the visitor calls it by the node's name
        if not isinstance(node.value, str):
            return node
        mark = nodes.EnvironmentAttribute("code", lineno=node.lineno)
        return nodes.Call(mark, [node], [], None, None, lineno=node.lineno)


class CodeEnvironment(Environment):
    """Jinja in which all that macros and templates make is `Code`, and all other text is refused."""

    code = Code
    concat = staticmethod(join)  # type: ignore[assignment]  # Jinja's own is `"".join`, which forgets the type

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        return super()._generate(_Strings().visit(source), *args, **options)


def environment(pack: Pack, words: dict[str, Any], cache: Path | None) -> Environment:
    """The environment of a pack, with the words of the vocabulary; compiled templates are kept in `cache`."""
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
    env = CodeEnvironment(
        loader=FileSystemLoader(pack.folders),
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=None if cache is None else FileSystemBytecodeCache(str(cache)),
    )
    env.filters |= ESCAPERS | FILTERS
    env.globals = words
    return env


def macros(pack: Pack, env: Environment, family: str) -> dict[str, Any]:
    """The macros of a family by kind.

    Raises:
        PackError: the family's file is missing or wrong, or lacks the macro of a kind.
    """
    file = pack.folders[0] / f"{family}.jinja"
    try:
        module = env.get_template(file.name).module
    except TemplateNotFound:
        raise PackError(file, 0, f"pack {pack.name} has no {file.name}, which its families need") from None
    except TemplateSyntaxError as error:
        raise PackError(file, error.lineno, error.message or "not a template") from None
    missing = [kind for kind in KINDS if not hasattr(module, kind)]
    if missing:
        raise PackError(file, 0, f"pack {pack.name} has no macro for {', '.join(missing)}: each kind of type needs one")
    return {kind: getattr(module, kind) for kind in KINDS}
