"""One strict Jinja environment a pack: what a template may say, and how it is compiled and kept."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, DependencyFinderVisitor, Frame
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError
from jinja2.runtime import Context

from modelmint.ir.types import KINDS
from modelmint.memo import Memo
from modelmint.render.code import Code, join, printed
from modelmint.render.compiled import Compiled
from modelmint.render.errors import PackError, place, words
from modelmint.render.escape import ESCAPERS
from modelmint.render.layout import FILTERS
from modelmint.render.pack import Pack


class _Generator(CodeGenerator):
    """Marks the strings that a template itself holds as code, and looks filters and tests up in a few words."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 - called by the node's name
        if isinstance(node.value, str):
            self.write(f"environment.code({node.value!r})")
        else:
            super().visit_Const(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - as above
        """Call a macro or a word as it is: none of ours asks for the context, for which Jinja looks each time."""
        self.write("environment.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write what stands before a printed value: `printed`, which makes text of it, and nothing else."""
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Give the filters and tests of a frame their names. Jinja writes a function for each that may be missing."""
        visitor = DependencyFinderVisitor()
        for node in nodes:
            visitor.visit(node)
        for known, names, kind in ((self.filters, visitor.filters, "filter"), (self.tests, visitor.tests, "test")):
            for name in sorted(names):
                known.setdefault(name, self.temporary_identifier())
                self.writeline(f"{known[name]} = environment.looked_up({kind!r}, {name!r})")


class _Context(Context):
    """What a template sees. It tells the environment which of it is asked for."""

    environment: CodeEnvironment

    def resolve_or_missing(self, key: str) -> Any:
        """Look up a name."""
        self.environment.asked.add(key)
        return super().resolve_or_missing(key)


class CodeEnvironment(Environment):
    """Jinja in which all that macros and templates make is `Code`, and all other text is refused."""

    code = Code
    code_generator_class = _Generator
    context_class = _Context
    call: ClassVar[Callable[..., Any]] = operator.call
    asked: set[str]
    """The names that templates have looked up since this was last emptied."""

    def looked_up(self, kind: str, name: str) -> Callable[..., Any]:
        """A filter or a test; one that is not there is an error only where it is called."""
        known: Mapping[str, Any] = self.filters if kind == "filter" else self.tests
        return known.get(name) or partial(_missing, f"No {kind} named {name!r} found.")

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The vocabulary as it is, where Jinja lays a map over it that is looked through key by key."""
        return super().make_globals(d) if d else self.globals

    concat = staticmethod(join)  # type: ignore[assignment]  # Jinja's own is `"".join`, which forgets the type


def _missing(message: str, *_: object) -> NoReturn:
    raise TemplateRuntimeError(message)


def environment(pack: Pack, words: dict[str, Any], cache: Path | None) -> CodeEnvironment:
    """The environment of a pack, with the words of the vocabulary; compiled templates are kept below `cache`."""
    env = CodeEnvironment(
        loader=Compiled(pack.folders, Memo(cache and cache / "templates"), __file__),
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.filters |= ESCAPERS | FILTERS
    env.globals = words
    env.asked = set()
    return env


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
