# pyright: standard
# A request may hold anything, and strict mode asks for the types of what it holds.
from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from decimal import Decimal
    from typing import TypeAlias

    _Tried: TypeAlias = tuple[list["Problem"], tuple[str, ...], tuple[object, ...], tuple[object, ...]]
    """A member of a union: its problems with a value, the kinds that it takes, what it lists, and its tags."""


class Problem(tuple[object, ...]):
    """One thing wrong with a request; its words are made when they are asked for.

    `path` is where, such as `colors[2].hex`; empty means the request as a whole. `code` is a worded code.
    Of a value, at most 80 characters are quoted, and never a file or what may be a secret.
    """

    __slots__ = ()

    @property
    def path(self) -> str:
        """Where the problem is."""
        return _member(str(self[0]), str(self[3])) if self[1] == "unknown" else str(self[0])

    @property
    def code(self) -> str:
        """What kind of problem it is, such as `below` or `unknown`."""
        return str(self[1])

    @property
    def expected(self) -> str:
        """What would have been right."""
        return str(self[2])

    @property
    def got(self) -> str:
        """What came instead."""
        return str(self[5]) or _quote(self[3], "" if self[1] == "unknown" else self.path)

    @property
    def suggestion(self) -> object:
        """The nearest allowed value or known name, or None."""
        return _nearest(self[3], self[4])

    @property
    def message(self) -> str:
        """The problem in one sentence, without its place."""
        near = self.suggestion
        hint = "" if near is None else f"; did you mean {_quote(near)}?"
        return f"expected {self.expected}, got {self.got}{hint}"

    def __str__(self) -> str:
        return f"{self.path or 'request'}: {self.message}"

    def __repr__(self) -> str:
        return f"<Problem {self.code} {self}>"


_LIMIT = 100
_INFINITY = float("inf")
_OTHER_KINDS = frozenset((str, bool, list, dict, type(None)))
"""What JSON is read as that is no number."""


def _wrong(out: list[Problem], path: str, value: object, expected: str) -> None:
    out.append(Problem((path, "null" if value is None else "wrong-type", expected, value, (), "")))


def _count(out: list[Problem], path: str, code: str, expected: str, count: int, noun: str) -> None:
    out.append(Problem((path, code, expected, None, (), _counted(count, noun))))


def _string(
    out: list[Problem],
    path: str,
    value: object,
    least: tuple[int, str] | None = None,
    most: tuple[int, str] | None = None,
    pattern: tuple[_Pattern, str] | None = None,
) -> None:
    """Each limit comes with its words."""
    if not isinstance(value, str):
        out.append(Problem((path, "null" if value is None else "wrong-type", "a string", value, (), "")))
    elif least is not None and len(value) < least[0]:
        _count(out, path, "too-short", least[1], len(value), "character")
    elif most is not None and len(value) > most[0]:
        _count(out, path, "too-long", most[1], len(value), "character")
    elif pattern is not None and not pattern[0].search(value):
        out.append(Problem((path, "no-match", pattern[1], value, (), "")))


class _Pattern:
    """A pattern, compiled when a text is first searched for it: until then nothing need be imported."""

    __slots__ = ("search", "spelling")

    def __init__(self, spelling: str) -> None:
        self.spelling = spelling
        self.search: Callable[[str], object] = self._compile_and_search

    def _compile_and_search(self, text: str) -> object:
        from re import compile

        self.search = compile(self.spelling).search
        return self.search(text)


def _choice(out: list[Problem], path: str, value: object, expected: str, allowed: Collection[object]) -> None:
    """One of some texts. A text of another class, as the members of enums are, may have a hash of its own."""
    if isinstance(value, str) and (value in allowed if type(value) is str else any(value == one for one in allowed)):
        return
    code = "null" if value is None else "not-allowed"
    out.append(Problem((path, code, expected, value, allowed, "")))


def _listed(out: list[Problem], path: str, value: object, expected: str, allowed: Collection[object]) -> None:
    """One of some values of any kind."""
    if not _is_one_of(value, allowed):
        code = "null" if value is None else "not-allowed"
        out.append(Problem((path, code, expected, value, allowed, "")))


def _open_choice(out: list[Problem], path: str, value: object, expected: str, allowed: Collection[object]) -> None:
    """One of the values, or another of their kinds."""
    if _is_one_of(value, allowed):
        return
    if _kind(value) not in map(_kind, allowed):
        _wrong(out, path, value, expected)
    elif _is_number(value) and not _is_finite(value):
        out.append(Problem((path, "not-finite", expected, value, (), "")))


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    kinds = {"string": str, "array": list, "object": dict}
    return "number" if _is_number(value) else next((kind for kind in kinds if isinstance(value, kinds[kind])), "")


def _equal(value: object, other: object) -> bool:
    """Whether two values are one to JSON: `1` is `1.0`, and `true` is not `1`."""
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(_equal, value, other))
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(_equal(value[name], other[name]) for name in value)
    if _is_number(value) and _is_number(other):
        return _exact(value) == _exact(other)
    return _kind(value) == _kind(other) != "" and bool(value == other)


def _is_number(value: object) -> bool:
    return (isinstance(value, (int, float)) and not isinstance(value, bool)) or type(value).__name__ == "Decimal"


def _exact(value: object) -> Decimal:
    """A number as a decimal: a float is the shortest one that spells it; text is a number that no float holds."""
    from decimal import Decimal

    if isinstance(value, float):
        return Decimal(float.__repr__(value))
    if isinstance(value, (int, str)):
        return Decimal(value)
    return value if isinstance(value, Decimal) and not value.is_snan() else Decimal("NaN")


def _is_whole(value: object) -> bool:
    if isinstance(value, (int, float)):
        return value == value // 1
    return _exact(value) == _exact(value).to_integral_value()


def _is_multiple(value: object, step: object) -> bool:
    """Whether the number is a whole multiple of the step, exactly, and whatever the exponents in bounded time."""
    if isinstance(value, int) and isinstance(step, int):
        return value % step == 0
    number, unit = _exact(value).as_tuple(), _exact(step).as_tuple()
    digits, size = int("".join(map(str, number.digits))), int("".join(map(str, unit.digits)))
    places = int(number.exponent) - int(unit.exponent)
    if places >= 0:
        return digits * pow(10, places, size) % size == 0
    return digits == 0 or (-places < len(number.digits) and digits % (size * 10**-places) == 0)


def _number(
    out: list[Problem],
    path: str,
    value: object,
    expected: str,
    low: tuple[float | Decimal, bool, str] | None = None,
    high: tuple[float | Decimal, bool, str] | None = None,
    step: tuple[float | Decimal, str] | None = None,
) -> None:
    """Limits are a number, whether it is itself refused, and their words; a step is a number and its words."""
    if type(value) is int:
        amount: int | Decimal = value
    elif type(value) in _OTHER_KINDS or not _is_number(value):
        out.append(Problem((path, "null" if value is None else "wrong-type", expected, value, (), "")))
        return
    elif not _is_finite(value):
        out.append(Problem((path, "not-finite", expected, value, (), "")))
        return
    elif expected == "a whole number" and not _is_whole(value):
        _wrong(out, path, value, expected)
        return
    else:
        amount, low, high = _exact(value), _exactly(low), _exactly(high)
    if low is not None and (amount < low[0] or (low[1] and amount == low[0])):
        out.append(Problem((path, "below", low[2], value, (), "")))
    elif high is not None and (amount > high[0] or (high[1] and amount == high[0])):
        out.append(Problem((path, "above", high[2], value, (), "")))
    elif step is not None and not _is_multiple(value, step[0]):
        out.append(Problem((path, "not-multiple", step[1], value, (), "")))


def _is_finite(value: object) -> bool:
    return isinstance(value, int) or _exact(value).is_finite()


def _exactly(limit: tuple[float | Decimal, bool, str] | None) -> tuple[Decimal, bool, str] | None:
    return None if limit is None else (_exact(limit[0]), limit[1], limit[2])


def _required(out: list[Problem], path: str, expected: str) -> None:
    out.append(Problem((path, "required", expected, None, (), "nothing")))


def _names(
    out: list[Problem], path: str, value: dict[object, object], known: Collection[object], count: int
) -> list[str]:
    """The names that are not known, which are so many, in the order of their code points."""
    names: list[str] = []
    others: list[object] = []
    for name in reversed(value):  # what is too much was mostly put in last
        if name not in known:
            names.append(name) if isinstance(name, str) else others.append(name)
            count -= 1
            if not count:
                break
    if others:
        out.append(Problem((path, "wrong-type", "names that are strings", others[-1], (), "")))
    return sorted(names) if len(names) > 1 else names


def _unknown(
    out: list[Problem],
    path: str,
    value: dict[object, object],
    known: Collection[object],
    count: int,
    offered: tuple[str, ...],
) -> None:
    for name in _names(out, path, value, known, count):
        out.append(Problem((path, "unknown", "a known name", name, offered, "")))
        if len(out) > _LIMIT:
            break


def _free(out: list[Problem], path: str, value: object) -> None:
    """Any JSON value, looked at level by level and to a limit."""
    code, level, size = "", [value], 1
    for _ in range(64):
        code = next(filter(None, map(_flaw, level)), "")
        level = [inner for item in level for inner in _members(item)][:1000001]
        size += len(level)
        if code or not level or size > 1000000:
            break
    if level and not code:
        code = "too-deep"
    if code:
        expected = "at most 64 levels and a million members" if code == "too-deep" else "a JSON value"
        out.append(Problem((path, code, expected, value, (), "")))


def _flaw(value: object) -> str:
    if _is_number(value):
        return "" if _is_finite(value) else "not-finite"
    names_are_text = not isinstance(value, dict) or all(isinstance(name, str) for name in value)
    return "" if _kind(value) and names_are_text else "wrong-type"


def _members(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _unique(out: list[Problem], path: str, value: list[object]) -> None:
    if set(map(type, value)) == {str} and len({*value}) == len(value):
        return
    places: dict[object, int] = {}
    for place, item in enumerate(value):
        earlier = places.setdefault(_key(item), place)
        if earlier != place:
            got = f"equal items at {earlier} and {place}"
            out.append(Problem((path, "not-unique", "items that all differ", None, (), got)))
            return


def _key(value: object) -> object:
    """Equal for values that are one to JSON, and only for them."""
    if isinstance(value, list):
        return ("array", tuple(map(_key, value)))
    if isinstance(value, dict):
        return ("object", frozenset((name, _key(item)) for name, item in value.items()))
    return ("number", _exact(value)) if _is_number(value) else (_kind(value), value)


def _misnamed(out: list[Problem], found: list[Problem]) -> None:
    out.extend(Problem((one[0], one[1], f"a name with {one[2]}", *one[3:])) for one in found)


def _no_member(out: list[Problem], path: str, value: object, expected: str, allowed: tuple[object, ...] = ()) -> None:
    code = "null" if value is None else "no-member"
    out.append(Problem((path, code, expected, value, allowed, "")))


def _fits(out: list[Problem], path: str, count: int, *tried: list[Problem]) -> bool:
    """Whether a member of a union fits, of which so many there are and only one may; each has its problems."""
    fitting = sum(not found for found in tried)
    if fitting > 1:
        expected = f"exactly one of {count} alternatives to fit"
        out.append(Problem((path, "ambiguous", expected, None, (), f"a value that fits {fitting}")))
    return fitting > 0


def _union(out: list[Problem], path: str, value: object, expected: str, name: str, *tried: _Tried) -> None:
    """What is wrong with a value that no member of a union takes; `name` is the discriminator."""
    meant = [one for one in tried if _kind(value) in one[1]]
    chosen = [one for one in tried if isinstance(value, dict) and name in value and _is_one_of(value[name], one[3])]
    if len(chosen) == 1 or len(meant) == 1:
        out.extend((chosen if len(chosen) == 1 else meant)[0][0])
    else:
        _no_member(out, path, value, expected, tuple(each for one in meant for each in one[2]))


def _needs(out: list[Problem], path: str, reason: str) -> None:
    out.append(Problem((path, "needs", "a value" + reason, None, (), "nothing")))


def _forbidden(out: list[Problem], path: str, value: object, reason: str) -> None:
    out.append(Problem((path, "forbidden", "nothing" + reason, value, (), "")))


def _one_of(
    out: list[Problem], request: dict[str, object], names: tuple[str, ...], least: int, most: int, expected: str
) -> None:
    given = [name for name in names if name in request]
    if not least <= len(given) <= most:
        out.append(Problem(("", "one-of", expected, None, (), ", ".join(given) or "none of them")))


def _limited(out: list[Problem], path: str, found: list[Problem], reason: str) -> None:
    """A limit says nothing of a parameter that has problems of its own."""
    if not any(one.path == path or one.path.startswith((path + ".", path + "[")) for one in out):
        out.extend(Problem((one.path, "limited", one.expected + reason, *one[3:5], one.got)) for one in found)


def _is_one_of(value: object, values: Collection[object]) -> bool:
    return any(_equal(value, one) for one in values)


def _shortened(out: list[Problem]) -> list[Problem]:
    """The first problems and one that says that there are more."""
    return [*out[:_LIMIT], Problem(("", "too-many-problems", f"at most {_LIMIT} problems", None, (), "more of them"))]


_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _SMALL + _SMALL.upper()
_DIGITS = "0123456789"
_TOKENS = ("sk", "pk", "rk", "hf", "ghp", "gho", "xoxa", "xoxb", "xoxp", "xoxr", "xoxs")
_OTHER_SECRETS = ("github_pat_", "AKIA", "AIza", "eyJ", "-----BEGIN", "Bearer ", "Basic ", "Key ")
_MARKS = str.maketrans("-. '", "____")
_SECRETS = (*(token + mark for token in _TOKENS for mark in "-_"), *_OTHER_SECRETS)
_SECRET_NAMES = ("key", "apikey", "token", "secret", "password", "passwd", "authorization", "credential", "credentials")
_INVISIBLE = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x2069),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
)


def _quote(value: object, name: str = "") -> str:
    """A value for a message: short, and no secret or file."""
    if isinstance(value, str):
        return _text(value, name)
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if _is_number(value):
        return _spell(value)
    if isinstance(value, (list, dict)):
        kind, noun = ("array of", "item") if isinstance(value, list) else ("object with", "member")
        return f"an {kind} {_counted(len(value), noun)}" if value else f"an empty {kind.split()[0]}"
    return f"a value of type {type(value).__name__}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _text(value: str, name: str) -> str:
    start = value[:80]
    if start[:5].lower() == "data:":
        return f"a data URI of {_counted(len(value), 'character')}"
    if len(value) >= 64 and not start[:64].strip(_LETTERS + _DIGITS + "+/_=-"):
        return f"a string of {_counted(len(value), 'character')}"
    if _is_secret(value, start, name):
        return "a string that is not shown, as it may be a secret"
    shown = start.replace("#", "?").split("?")[0] if "://" in start else start
    return f"'{_escape(start[: len(shown)])}{'…' if len(shown) < len(value) else ''}'"


def _spell(value: object) -> str:
    """A number as messages spell it, the same for `1`, `1.0` and `1e0`."""
    number = _exact(value)
    if not number.is_finite():
        return "NaN" if number.is_nan() else "Infinity" if number > 0 else "-Infinity"
    size = number.adjusted()
    if size >= 80 or not number:
        return f"a number of {size + 1} digits" if number else "0"
    sign, digits, _ = number.as_tuple()
    return "-" * sign + _placed("".join(map(str, digits)).rstrip("0")[:80], size)


def _placed(digits: str, size: int) -> str:
    """Digits with the point where it belongs; `size` is the power of ten of the first."""
    if size < -7:
        return f"{digits[0]}.{digits[1:]}".rstrip(".") + f"e{size}"
    if size < 0:
        return "0." + "0" * (-size - 1) + digits
    whole, fraction = digits[: size + 1].ljust(size + 1, "0"), digits[size + 1 :]
    return f"{whole}.{fraction}" if fraction else whole


def _is_secret(value: str, start: str, name: str) -> bool:
    host = start.partition("://")[2].partition("/")[0]
    words = name.lower().removesuffix("']").translate(_MARKS)
    return words.rpartition("_")[2] in _SECRET_NAMES or value.startswith(_SECRETS) or "@" in host


def _escape(text: str) -> str:
    if text.isprintable() and "'" not in text and "\\" not in text:
        return text
    shown = []
    for letter in text:
        size = ord(letter)
        hidden = any(low <= size <= high for low, high in _INVISIBLE)
        shown.append(f"\\u{size:04x}" if hidden else "\\" + letter if letter in "'\\" else letter)
    return "".join(shown)


def _member(path: str, name: str) -> str:
    """The path of a member of an object."""
    if len(name) <= 80 and name.isascii() and name.replace("-", "_").isidentifier() and name[0] != "-":
        return f"{path}.{name}" if path else name
    return f"{path}['{_escape(name[:80])}{'…' if len(name) > 80 else ''}']"


def _nearest(value: object, allowed: object) -> object:
    """The allowed value nearest to this one, or None: by spelling, or by amount among numbers."""
    known = list(allowed) if isinstance(allowed, (dict, tuple)) else []
    if isinstance(value, str):
        same = [one for one in known if type(one) is not str and _is_number(one) and _spell(one) == value]
        return same[0] if same else _nearest_word(value, [one for one in known if isinstance(one, str)])
    if not _is_number(value) or not _is_finite(value):
        return None
    amounts = [one for one in known if _is_number(one)]
    far = [abs(float(_exact(value)) - float(_exact(one))) for one in amounts]
    return _spell(value) if _spell(value) in known else amounts[far.index(min(far))] if far else None


def _nearest_word(word: str, known: list[str]) -> str | None:
    """The word with the fewest slips from this one, two fifths of its letters at most."""
    best: tuple[int, int, str] | None = None
    size, small = len(word), _folded(word)
    for other in known if size <= 40 else ():
        more = len(other) - size
        most = (size + more if more > 0 else size) * 2 // 5
        # A letter that the other has not is a slip at least, so few words are compared letter by letter.
        if more > most or -more > most or len({*small}.difference(_folded(other))) > most:
            continue
        start = _common_start(word, other)
        slips = _slips(small[start:], _folded(other)[start:])
        if slips <= most and (best is None or (slips, -start) < best[:2]):
            best = (slips, -start, other)
    return None if best is None else best[2]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(letter.lower() if letter in _LETTERS else letter for letter in word)


def _common_start(left: str, right: str) -> int:
    differ = (place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b)
    return next(differ, min(len(left), len(right)))


def _slips(left: str, right: str) -> int:
    """How many letters are put in, left out, changed or swapped with their neighbour."""
    earlier: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        line = [i + 1]
        for j, b in enumerate(right):
            cost = min(row[j] + (a != b), row[j + 1] + 1, line[j] + 1)
            if i and j and a == right[j - 1] and b == left[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            line.append(cost)
        earlier, row = row, line
    return row[-1]
