"""One strict Jinja environment a pack: what a template may say, and how it is compiled and kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError

from modelmint.ir.types import KINDS
from modelmint.render.code import Code, join, printed
from modelmint.render.errors import PackError
from modelmint.render.escape import ESCAPERS
from modelmint.render.layout import FILTERS
from modelmint.render.pack import Pack
from modelmint.stamp import make_folder


class _Generator(CodeGenerator):
    """Marks the strings that a template itself holds as code."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 - called by the node's name
        if isinstance(node.value, str):
            self.write(f"environment.code({node.value!r})")
        else:
            super().visit_Const(node, frame)


class CodeEnvironment(Environment):
    """Jinja in which all that macros and templates make is `Code`, and all other text is refused."""

    code = Code
    code_generator_class = _Generator
    concat = staticmethod(join)  # type: ignore[assignment]  # Jinja's own is `"".join`, which forgets the type


def environment(pack: Pack, words: dict[str, Any], cache: Path | None) -> Environment:
    """The environment of a pack, with the words of the vocabulary; compiled templates are kept in `cache`."""
    env = CodeEnvironment(
        loader=FileSystemLoader(pack.folders),
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=None if cache is None else _compiled(cache),
    )
    env.filters |= ESCAPERS | FILTERS
    env.globals = words
    return env


def _compiled(cache: Path) -> FileSystemBytecodeCache:
    """Where compiled templates are kept: another folder for another compiler, which this file is."""
    folder = cache / f"templates-{sha256(Path(__file__).read_bytes()).hexdigest()[:12]}"
    make_folder(folder)
    return FileSystemBytecodeCache(str(folder))


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
