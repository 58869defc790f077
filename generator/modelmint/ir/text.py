"""JSON text: read with exact numbers and no guesses, written in one canonical spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from itertools import chain
from json.encoder import encode_basestring
from typing import Final, NoReturn

from modelmint.ir.places import json_places, line_at
from modelmint.ir.value import Json

DEEPEST: Final = 100
"""How deep arrays and objects may nest; every stage walks them recursively."""

LONGEST_NUMBER: Final = 4300
"""How many digits a number may have, written out in full: as many as Python turns into text by default."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
# What is looked for in few texts, and so compiled for none of the others.
_NUMBER = r'"(?:[^"\\]|\\.)*+"|-?[0-9][0-9.eE+-]*+'
_ESCAPE = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."


class JsonError(ValueError):
    """A text that is no JSON, or JSON that cannot be kept exactly. `line` and `column` count from 1."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"line {line}, column {column}: {reason}")
        self.reason = reason
        self.line = line
        self.column = column

    @classmethod
    def at(cls, text: str, offset: int, reason: str) -> JsonError:
        """The error of a place in the text."""
        return cls(reason, line_at(text, offset), offset - text.rfind("\n", 0, offset))


class _RefusedError(Exception):
    """What a hook of the decoder found; the hooks do not know where they are."""

    def __init__(self, reason: str, find: Callable[[str], int]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.find = find


def parse(text: str) -> Json:
    """Read a JSON text: whole numbers as int, all others as Decimal, objects in their order.

    Raises:
        JsonError: the text is not JSON, repeats a key, or holds what has no exact meaning: NaN, Infinity, half a
            surrogate pair, a number of more than 4,300 digits, or more than 100 levels.
    """
    try:
        value: Json = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonError(error.msg, error.lineno, error.colno) from None
    except _RefusedError as error:
        raise JsonError.at(text, error.find(text), error.reason) from None
    except RecursionError:
        raise JsonError(_TOO_DEEP) from None
    except ValueError:  # int() refuses more digits than it may take
        raise JsonError.at(text, _long_number(text), _TOO_LONG) from None
    if _deeper(value, DEEPEST):
        raise JsonError(_TOO_DEEP)
    half = _half_character(text)
    if half is not None:
        raise JsonError.at(text, half, "half of a surrogate pair, which is no character")
    return value


_TOO_DEEP: Final = f"arrays and objects nest deeper than {DEEPEST} levels"
_TOO_LONG: Final = f"a number of more than {LONGEST_NUMBER} digits"


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"the key {json.dumps(twice)} stands twice in one object", _repeated)
    return members


def _repeated(text: str) -> int:
    seen: set[str] = set()
    for pointer, offset in json_places(text):
        if pointer in seen:
            return offset
        seen.add(pointer)
    return 0


def _decimal(token: str) -> Decimal:
    try:
        number = Decimal(token)
    except InvalidOperation:
        raise _RefusedError(_TOO_LONG, _long_number) from None
    if len(token) > LONGEST_NUMBER or abs(number.adjusted()) > LONGEST_NUMBER:
        raise _RefusedError(_TOO_LONG, _long_number)
    return number


def _long_number(text: str) -> int:
    tokens = (match for match in re.finditer(_NUMBER, text) if match[0][0] != '"')
    return next((match.start() for match in tokens if _is_long(match[0])), 0)


def _is_long(token: str) -> bool:
    try:
        return len(token) > LONGEST_NUMBER or abs(Decimal(token).adjusted()) > LONGEST_NUMBER
    except InvalidOperation:
        return True


def _constant(token: str) -> NoReturn:
    raise _RefusedError(f"{token} is not a JSON value", lambda text: _bare_word(text, token))


def _bare_word(text: str, word: str) -> int:
    found = re.finditer(rf'"(?:[^"\\]|\\.)*+"|{word}', text)
    return next((match.start() for match in found if match[0] == word), 0)


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_members, parse_float=_decimal, parse_constant=_constant)


def _half_character(text: str) -> int | None:
    """Where half of a surrogate pair stands in a JSON text, escaped or as itself."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            return error.start
    if not _SURROGATE.search(text):
        return None
    return next((match.start() for match in re.finditer(_ESCAPE, text) if match["half"]), None)


def _deeper(value: Json, levels: int) -> bool:
    """Whether arrays and objects nest deeper, looked at a level at a time."""
    level = [value] if isinstance(value, _HOLDING) else []
    while level and levels:
        inner = chain.from_iterable(map(_inside, level))
        level = [each for each in inner if isinstance(each, _HOLDING)]
        levels -= 1
    return bool(level)


_HOLDING: Final = (dict, list)


def _inside(value: dict[str, Json] | list[Json]) -> Iterable[Json]:
    return value.values() if isinstance(value, dict) else value


def spell(value: Json, *, indent: int | None = 2) -> str:
    """The canonical text of a JSON value: its order kept, numbers exact, characters as themselves.

    With `indent`, every member stands in a line of its own and the text ends with a newline; with None
    it is one line without spaces.

    Raises:
        TypeError: the value holds something that is not JSON, such as a float or NaN.
    """
    if indent is None:
        return _flat(value)
    return _tall(value, "\n", " " * indent) + "\n"


def canonical_hash(value: Json) -> str:
    """The SHA-256 of the indented canonical text in UTF-8, as hexadecimal: what `sha256sum` says of a snapshot."""
    import hashlib

    return hashlib.sha256(spell(value).encode()).hexdigest()


def _tall(value: Json, newline: str, step: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    inner = newline + step
    if isinstance(value, dict) and value:
        members = [f"{encode_basestring(key)}: {_tall(item, inner, step)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{newline}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_tall(item, inner, step) for item in value])}{newline}]"
    return _flat(value)


def _flat(value: Json) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{encode_basestring(key)}:{_flat(item)}" for key, item in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_flat, value)) + "]"
    return _spell_decimal(value)


_WORDS: Final = {None: "null", True: "true", False: "false"}


def _spell_decimal(number: Decimal) -> str:
    if not isinstance(number, Decimal) or not number.is_finite():
        raise TypeError(f"{number!r} is not a JSON value; a number that is not whole must be a finite Decimal")
    spelled = str(number)
    return "0" if spelled == "-0" else spelled
