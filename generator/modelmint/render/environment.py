"""One strict Jinja environment a pack: what a template may say, and how it is compiled and kept."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    Template,
    compiler,
    nodes,
)
from jinja2.bccache import Bucket, bc_magic
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context

from modelmint.ir.types import KINDS
from modelmint.memo import Memo, key
from modelmint.render.code import Code, join, printed
from modelmint.render.errors import PackError, place, words
from modelmint.render.escape import ESCAPERS
from modelmint.render.layout import FILTERS
from modelmint.render.pack import Pack


class _Generator(CodeGenerator):
    """Marks the strings that a template itself holds as code."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 - called by the node's name
        if isinstance(node.value, str):
            self.write(f"environment.code({node.value!r})")
        else:
            super().visit_Const(node, frame)


class _Context(Context):
    """What a template sees. It tells the environment which of it is asked for."""

    environment: CodeEnvironment

    def resolve_or_missing(self, key: str) -> Any:
        """Look up a name."""
        self.environment.asked.add(key)
        return super().resolve_or_missing(key)

    def call(self, called: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, **named: Any) -> Any:
        """Call a macro or a word as it is: none of ours asks for the context, for which Jinja looks each time."""
        return called(*args, **named)


class CodeEnvironment(Environment):
    """Jinja in which all that macros and templates make is `Code`, and all other text is refused."""

    code = Code
    code_generator_class = _Generator
    context_class = _Context
    asked: set[str]
    """The names that templates have looked up since this was last emptied."""
    concat = staticmethod(join)  # type: ignore[assignment]  # Jinja's own is `"".join`, which forgets the type


def environment(pack: Pack, words: dict[str, Any], cache: Path | None) -> CodeEnvironment:
    """The environment of a pack, with the words of the vocabulary; compiled templates are kept below `cache`."""
    env = CodeEnvironment(
        loader=ChoiceLoader([FunctionLoader(_inline_source), FileSystemLoader(pack.folders)]),
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=None if cache is None else _Compiled(Memo(cache / "templates")),
    )
    env.filters |= ESCAPERS | FILTERS
    env.globals = words
    env.asked = set()
    return env


_INLINE = "inline:"


def inline(env: Environment, source: str) -> Template:
    """A template that stands in `pack.toml` and not in a file; compiled and kept as those are."""
    return env.get_template(_INLINE + source)


def _inline_source(name: str) -> str | None:
    return name.removeprefix(_INLINE) if name.startswith(_INLINE) else None


class _Compiled(BytecodeCache):
    """Compiled templates, by their text and their compiler, which Jinja's is with this file."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.compiler = [sha256(Path(file).read_bytes()).digest() for file in (__file__, compiler.__file__)]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take over what was compiled before. What packs have in common is loaded once."""
        name = self._key(bucket)
        known = None if name in _LOADED else self.memo.read(name)
        if known is not None:
            # Jinja's own way reads it piece by piece, as a file, which takes five times as long.
            _LOADED[name] = marshal.loads(known)
        bucket.code = _LOADED.get(name)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now, and forget what nobody has needed to compile for long."""
        self.memo.keep(self._key(bucket), marshal.dumps(bucket.code))
        self.memo.expire(_DAYS)

    def _key(self, bucket: Bucket) -> str:
        return key(self.compiler, bc_magic, bucket.key, bucket.checksum)


_DAYS = 90
_LOADED: dict[str, CodeType] = {}
"""Compiled templates by their key."""


def macros(pack: Pack, env: Environment, family: str) -> dict[str, Any]:
    """The macros of a family by kind.

    Raises:
        PackError: the family's file is missing or wrong, or lacks the macro of a kind.
    """
    file = pack.folders[0] / f"{family}.jinja"
    try:
        module = _module(env, file.name)
    except TemplateSyntaxError as error:
        raise PackError(Path(error.filename or file), error.lineno, error.message or "not a template") from None
    except TemplateError as error:
        if isinstance(error, TemplateNotFound) and error.name == file.name:
            raise PackError(file, 0, f"pack {pack.name} has no {file.name}, which its families need") from None
        name, line = place(error, file.name)
        raise PackError(file.with_name(name), line, words(error)) from None
    missing = [kind for kind in KINDS if not hasattr(module, kind)]
    if missing:
        raise PackError(file, 0, f"pack {pack.name} has no macro for {', '.join(missing)}: each kind of type needs one")
    return {kind: getattr(module, kind) for kind in KINDS}


def _module(env: Environment, name: str) -> object:
    """What a template defines; an error out of it tells lines of templates, as Jinja has it for rendering alone."""
    template = env.get_template(name)
    try:
        return template.module
    except TemplateError:
        env.handle_exception()
