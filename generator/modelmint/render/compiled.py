"""Templates as they were compiled: kept with those of their folder, and compiled anew when their text changes."""

from __future__ import annotations

import marshal
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, Template, compiler
from jinja2.bccache import bc_magic

from modelmint.memo import Memo, key

_INLINE = "inline:"
_DAYS = 90


def inline(env: Environment, source: str) -> Template:
    """A template that stands in `pack.toml` and not in a file; compiled and kept as those are."""
    return env.get_template(_INLINE + source)


class Compiled(BaseLoader):
    """The templates of some folders, the first that has one first; `by` is the file of our part of the compiler."""

    def __init__(self, folders: Sequence[Path], memo: Memo, by: str) -> None:
        self.files = FileSystemLoader(folders)
        compilers = [sha256(Path(file).read_bytes()).digest() for file in (by, compiler.__file__)]
        self.shelves = {str(folder): _shelf(memo, key(compilers, bc_magic, str(folder))) for folder in folders}

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """A template, compiled only if it was not before.

        Raises:
            TemplateNotFound: no folder has it.
            TemplateSyntaxError: it is none.
        """
        shelf, text = self._place(name)
        known, code = shelf.known.get(name, (b"", None))
        if code is None or known != text:
            source, file, _ = self.get_source(environment, name)
            code = environment.compile(source, name, file)
            shelf.keep(name, text, code)
        return environment.template_class.from_code(environment, code, globals or {})

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, None]:
        """The text of a template, and its file if it has one."""
        if template.startswith(_INLINE):
            return template.removeprefix(_INLINE), None, None
        source, file, _ = self.files.get_source(environment, template)
        return source, file, None

    def _place(self, name: str) -> tuple[_Shelf, bytes]:
        """The shelf of a template, and what tells its text from others: nothing if it is its own text, or nowhere."""
        for folder, shelf in self.shelves.items() if not name.startswith(_INLINE) else ():
            try:
                with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - a Path of each takes as long as the rest
                    return shelf, sha256(file.read()).digest()
            except OSError:
                continue
        return next(iter(self.shelves.values())), b""


class _Shelf:
    """The compiled templates of a folder: one entry of the memo, since one for each would take three times as long."""

    def __init__(self, memo: Memo, name: str) -> None:
        self.memo, self.name = memo, name
        known = memo.read(name)
        self.known: dict[str, tuple[bytes, CodeType]] = {} if known is None else marshal.loads(known)

    def keep(self, name: str, text: bytes, code: CodeType) -> None:
        """Keep what was compiled now, and forget what nobody has needed to compile for long."""
        if not self.known:
            self.memo.expire(_DAYS)
        self.known[str(name)] = text, code
        self.memo.keep(self.name, marshal.dumps(self.known))


_shelf = lru_cache(maxsize=64)(_Shelf)
"""The shelf of this name: packs have folders in common."""
