"""JavaScript and TypeScript's declarations laid out for people: long lines are broken at their brackets.

Templates indent, and put each statement on one line. This is not a formatter of any code: it knows calls, lists,
objects, conditions, imports and unions of types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.ir.frozen import frozen

WIDTH = 120
"""The longest line, unless nothing in it can be broken."""

_ATOM = re.compile(
    r"""
    "(?:[^"\\]|\\.)*+" | `(?:[^`\\]|\\.)*+`     # a string
    | (?<=[\[=(\ ])/(?:[^/\\]|\\.)++/u          # a regular expression
    | \ (?:&&|\|\||\||=>)\                      # an operator at which a line may end
    | .
    """,
    re.VERBOSE,
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_COMMENT = re.compile(r"\s*(?://|/\*|\*)")


def laid_out(text: str) -> str:
    """The text with no line longer than need be, and no empty line where none belongs."""
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip()
        opened = not lines or lines[-1] == "" or lines[-1].endswith("{")
        if line == "" and opened:
            continue
        if line.lstrip().startswith("}") and lines and lines[-1] == "":
            lines.pop()
        lines.extend([line] if len(line) <= WIDTH or _COMMENT.match(line) else _broken(line))
    return "\n".join(lines).rstrip("\n") + "\n"


@frozen
class _Group:
    """A pair of brackets in a line, at the places of its tokens."""

    start: int
    end: int


def _broken(line: str) -> list[str]:
    """The lines that a long one becomes."""
    indent = line[: len(line) - len(line.lstrip())]
    tokens = _ATOM.findall(line.lstrip())
    group = _last_group(tokens)
    if union := _union(tokens, indent):
        return union
    if group is None:
        return _after_equals(tokens, indent) or [line]
    hugged = _hugged(tokens, group)
    if len(indent) + sum(map(len, tokens[: hugged.start + 1])) <= WIDTH:
        group = hugged
    head, tail = "".join(tokens[: group.start + 1]), "".join(tokens[group.end :])
    inner = tokens[group.start + 1 : group.end]
    return [indent + head, *_parts(inner, f"{indent}  ", tokens, group), indent + tail]


def _parts(inner: list[str], indent: str, tokens: list[str], group: _Group) -> Iterator[str]:
    """What stands in a group, a line for each part."""
    if tokens[group.start] == "<":
        parts = [f"| {part}" for part in _split(inner, (" | ",))]
    elif _is_condition(tokens, group):
        operator = " || " if len(_split(inner, (" || ",))) > 1 else " && "
        parts = _split(inner, (operator,))
        parts = [part + (operator.rstrip() if at < len(parts) else "") for at, part in enumerate(parts, 1)]
    else:
        parts = [f"{part}," for part in _split(inner, (",",)) if part]
    for part in parts:
        yield from [indent + part] if len(indent + part) <= WIDTH else _broken(indent + part)


def _split(tokens: list[str], at: tuple[str, ...]) -> list[str]:
    """The parts between separators that stand in no brackets."""
    parts, depth = [""], 0
    for place, token in enumerate(tokens):
        if not _is_comparison(tokens, place):
            depth += (token in _PAIRS) - (token in _PAIRS.values())
        if depth == 0 and token in at:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts]


def _groups(tokens: list[str]) -> list[_Group]:
    """The outermost pairs of brackets."""
    found, start, depth = [], 0, 0
    for at, token in enumerate(tokens):
        if token in _PAIRS and not _is_comparison(tokens, at):
            start, depth = (at if depth == 0 else start), depth + 1
        elif token in _PAIRS.values() and depth and not _is_comparison(tokens, at):
            depth -= 1
            if depth == 0:
                found.append(_Group(start, at))
    return found


def _is_comparison(tokens: list[str], at: int) -> bool:
    return tokens[at] in "<>" and tokens[at - 1] in (" ", "=")


def _last_group(tokens: list[str]) -> _Group | None:
    """The last pair of brackets, if nothing but the end of a statement follows it."""
    groups = [group for group in _groups(tokens) if group.end - group.start > 1]
    for group in groups[::-1]:
        rest = "".join(tokens[group.end + 1 :])
        if re.fullmatch(r'[;,]?| \{| from "[^"]*";', rest):
            return group
    return None


def _hugged(tokens: list[str], group: _Group) -> _Group:
    """The list or object that is the last argument of a call: its brackets are broken, and not those of the call."""
    inner = tokens[group.start + 1 : group.end]
    last = _groups(inner)[-1:] if tokens[group.start] == "(" else []
    if last and last[0].end == len(inner) - 1 and inner[last[0].start] in "[{" and last[0].end - last[0].start > 1:
        before = inner[last[0].start - 1 : last[0].start]
        others = "".join(inner[: last[0].start])
        if before in ([], [" "]) and not others.rstrip().endswith(("],", "},")):
            return _Group(group.start + 1 + last[0].start, group.start + 1 + last[0].end)
    return group


def _is_condition(tokens: list[str], group: _Group) -> bool:
    before = "".join(tokens[: group.start]).rstrip()
    return tokens[group.start] == "(" and (before == "" or before[-1] in "!(&|" or before.split(" ")[-1] == "if")


def _union(tokens: list[str], indent: str) -> list[str]:
    """A type that is one of several: a line for each."""
    head, _, rest = "".join(tokens).partition(": ")
    if re.fullmatch(r'"(?:[^"\\]|\\.)*"\??|\w+\??', head) is None:
        return []
    parts = _split(_ATOM.findall(rest.removesuffix(";")), (" | ",))
    if len(parts) == 1 or not rest.endswith(";"):
        return []
    if len(f"{indent}  {rest}") <= WIDTH:
        return [f"{indent}{head}:", f"{indent}  {rest}"]
    lines = [f"{indent}  | {part}" for part in parts]
    return [f"{indent}{head}:", *lines[:-1], f"{lines[-1]};"]


def _after_equals(tokens: list[str], indent: str) -> list[str]:
    head, equals, value = "".join(tokens).partition(" = ")
    return [f"{indent}{head} =", f"{indent}  {value}"] if equals and head.startswith("const ") else []
