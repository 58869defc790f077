"""JSON laid out for people: tokens stay as the template spelled them, and the comma after a last member goes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from modelmint.render.errors import FormatError

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++|"')

_OPEN = frozenset("{[")
_WIDTH = 88


def tall(path: str, text: str) -> str:
    """The text with a line for every member and item, two spaces a level.

    Raises:
        FormatError: it is no JSON, or an object has a key twice.
    """
    tokens = list(_with_short_lists(list(_without_last_commas(_TOKEN.findall(text)))))
    laid_out = "".join(_laid_out(tokens)) + "\n"
    try:
        json.loads(laid_out, object_pairs_hook=_no_repeats, parse_int=str)
    except ValueError as error:
        raise FormatError(f"{path} is not JSON: {error}") from error
    return laid_out


def _without_last_commas(tokens: list[str]) -> Iterator[str]:
    for token, following in zip(tokens, [*tokens, ""][1:], strict=True):
        if not (token == "," and following in ("}", "]")):
            yield token


def _with_short_lists(tokens: list[str]) -> Iterator[str]:
    """The tokens, with a list of few and short scalars as one."""
    passed = 0
    for at, token in enumerate(tokens):
        if at < passed:
            continue
        end = _end_of_scalars(tokens, at) if token == "[" else at
        passed = end + 1
        yield token if end == at else "".join(", " if one == "," else one for one in tokens[at:passed])


def _end_of_scalars(tokens: list[str], start: int) -> int:
    """Where the list that starts here ends, if it holds scalars only and is short; otherwise where it starts."""
    width = 0
    for at in range(start + 1, len(tokens)):
        width += len(tokens[at]) + (tokens[at] == ",")
        if tokens[at] in _OPEN or width > _WIDTH:
            break
        if tokens[at] == "]":
            return at
    return start


def _laid_out(tokens: list[str]) -> Iterator[str]:
    depth, before = 0, ""
    for token in tokens:
        empty = token in ("}", "]") and before in ("{", "[")
        depth -= token in ("}", "]")
        if not empty and (before in ("{", "[", ",") or token in ("}", "]")):
            yield f"\n{'  ' * depth}"
        yield ": " if token == ":" else token
        depth += token in ("{", "[")
        before = token


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in an object")
    return members
