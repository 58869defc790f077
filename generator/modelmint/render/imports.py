"""The imports of one output: recorded while its body is printed, spelled when it is done."""

from __future__ import annotations

import re
import sys

from modelmint.render.code import Code

MARK = "\x00imports\x00"
_MODULE = re.compile(r"[A-Za-z0-9_@./:-]+")
_SYMBOL = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*( as [A-Za-z_$][A-Za-z0-9_$]*)?")


class Imports:
    """Symbols by module. `typing_only` are those that no line needs at run time."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.needed: set[tuple[str, str]] = set()
        self.typing_only: set[tuple[str, str]] = set()
        self._meant: dict[str, tuple[str, str]] = {}

    def use(self, module: str, name: str = "", *, typing: bool = False) -> Code:
        """Record an import and return the symbol; without a name, the module itself is imported.

        `name as other` brings it in under another name, which is what is returned.

        Raises:
            ValueError: the module or the name is not one, or the name means another module's symbol already.
        """
        symbols = self.typing_only if typing else self.needed
        if (module, name) not in symbols:
            self._check(module, name)
            symbols.add((module, name))
        return Code(_bound(name) or module)

    def add(self, others: Imports) -> None:
        """Record what others have recorded."""
        for module, name in others.needed - self.needed:
            self.use(module, name)
        for module, name in others.typing_only - self.typing_only:
            self.use(module, name, typing=True)

    def _check(self, module: str, name: str) -> None:
        if not _MODULE.fullmatch(module) or not (name == "" or _SYMBOL.fullmatch(name)):
            raise ValueError(f"use({module!r}, {name!r}): not a module and a name")
        other, symbol = self._meant.setdefault(_bound(name), (module, name)) if name else (module, name)
        if (other, symbol) != (module, name):
            raise ValueError(f"{_bound(name)} is imported from both {min(other, module)} and {max(other, module)}")

    def spelled(self) -> str:
        """The import lines, sorted as the language's tools sort them."""
        if self.language == "python":
            return _python(self.needed, self.typing_only - self.needed)
        if self.language in ("javascript", "typescript"):
            return _javascript(self.needed, self.typing_only - self.needed)
        return ""


def _bound(name: str) -> str:
    """What a symbol is called where it is imported."""
    return name.rpartition(" ")[2]


def _python(needed: set[tuple[str, str]], typing_only: set[tuple[str, str]]) -> str:
    blocks = [_python_block(needed)] if needed else []
    if typing_only:
        lines = _python_block(typing_only).splitlines()
        body = "\n".join(f"    {line}" if line else "" for line in lines)
        blocks.append(f"TYPE_CHECKING = False\nif TYPE_CHECKING:\n{body}")
    return "\n\n".join(blocks)


def _python_block(symbols: set[tuple[str, str]]) -> str:
    sections: dict[int, set[tuple[str, str]]] = {}
    for module, name in symbols:
        sections.setdefault(_section(module), set()).add((module, name))
    return "\n\n".join(_python_lines(sections[section]) for section in sorted(sections))


def _section(module: str) -> int:
    if module == "__future__":
        return 0
    if module.startswith("."):
        return 3
    return 1 if module.partition(".")[0] in sys.stdlib_module_names else 2


def _python_lines(symbols: set[tuple[str, str]]) -> str:
    plain = sorted(f"import {module}" for module, name in symbols if not name)
    names: dict[str, list[str]] = {}
    for module, name in symbols:
        if name:
            names.setdefault(module, []).append(name)
    chosen = [line for module in sorted(names, key=_module_order) for line in _from(module, names[module])]
    return "\n".join(plain + chosen)


def _from(module: str, names: list[str]) -> list[str]:
    """The lines that import names of a module: one for those that keep theirs, one for each that gets another."""
    plain, renamed = ([name for name in names if (" " in name) is spaced] for spaced in (False, True))
    groups = ([plain] if plain else []) + [[name] for name in sorted(renamed, key=_member_order)]
    return [f"from {module} import {', '.join(sorted(group, key=_member_order))}" for group in groups]


def _module_order(module: str) -> tuple[int, str, str]:
    # Relative imports go from the outermost package to the innermost, as isort has them.
    dots = len(module) - len(module.lstrip("."))
    return (-dots, module.casefold(), module)


def _member_order(name: str) -> tuple[int, str, str]:
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (kind, name.casefold(), name)


def _javascript(needed: set[tuple[str, str]], typing_only: set[tuple[str, str]]) -> str:
    return "\n".join(_javascript_lines("import", needed) + _javascript_lines("import type", typing_only))


def _javascript_lines(keyword: str, symbols: set[tuple[str, str]]) -> list[str]:
    names: dict[str, list[str]] = {}
    for module, name in symbols:
        names.setdefault(module, []).extend([name] if name else [])
    return [
        f'{keyword} {{ {", ".join(sorted(names[module]))} }} from "{module}";'
        if names[module]
        else f'import "{module}";'
        for module in sorted(names)
    ]
