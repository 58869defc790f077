"""overlay.toml -> Overlay, and every mistake in it with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TypeVar, cast

from modelmint.diagnostics.finding import Finding
from modelmint.ir.ids import ModelRef
from modelmint.ir.origin import Origin
from modelmint.ir.places import escape
from modelmint.ir.rules import Evidence, Level
from modelmint.ir.value import UNSET, Json
from modelmint.overlay.codes import invalid, unreadable
from modelmint.overlay.conditions import parse_condition
from modelmint.overlay.entries import Correction, Overlay, RuleEntry, RuleKind
from modelmint.overlay.notation import CORRECTION, COUNTED, KINDS, OVERLAY, RULE, aspect_shape, known_aspects
from modelmint.shape.check import Mistake, known, mistakes, quote

T = TypeVar("T")


def read_overlay(file: Path, ref: ModelRef, shown: str = "") -> tuple[Overlay | None, list[Finding]]:
    """The overlay of a model, None where there is no file or it is no TOML.

    An entry with a mistake is left out, and each mistake is a finding that leads to its line. `shown` is
    how findings name the file, its path as given if empty.
    """
    name = shown or file.as_posix()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError) as error:
        return None, [unreadable(f"{name} cannot be read: {error}", name, ref)]
    return parse_overlay(text, name, ref)


def parse_overlay(text: str, file: str, ref: ModelRef) -> tuple[Overlay | None, list[Finding]]:
    """The overlay that a text holds; see `read_overlay`."""
    import tomllib

    try:
        document = _plain(tomllib.loads(text, parse_float=Decimal))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, [unreadable(f"{file} is no TOML: {error}", file, ref)]
    assert isinstance(document, dict)
    found = mistakes(document, OVERLAY, "")
    corrections, wrong = _read(_entries(document, "correct"), _wrong_correction, _correction, file)
    rules, wrong_rules = _read(_entries(document, "rule"), _wrong_rule, _rule, file)
    findings = [invalid(problem, file, ref) for problem in (*found, *wrong, *wrong_rules)]
    return Overlay(ref, file, tuple(corrections), tuple(rules)), findings


def _plain(value: object) -> Json:
    """TOML's values as JSON's: its dates and times become their text."""
    if isinstance(value, dict):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else cast(Json, value)


def _entries(document: dict[str, Json], key: str) -> Iterator[tuple[dict[str, Json], str]]:
    entries = document.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield entry, f"/{key}/{index}"


def _read(
    entries: Iterator[tuple[dict[str, Json], str]],
    wrong: Callable[[dict[str, Json], str], Iterator[Mistake]],
    made: Callable[[dict[str, Json], Origin], T],
    file: str,
) -> tuple[list[T], list[Mistake]]:
    """The entries without a mistake, and the mistakes of the others."""
    found = [(entry, pointer, list(wrong(entry, pointer))) for entry, pointer in entries]
    read = [made(entry, Origin(file, pointer)) for entry, pointer, amiss in found if not amiss]
    return read, [mistake for *_, amiss in found for mistake in amiss]


def _wrong_correction(entry: dict[str, Json], pointer: str) -> Iterator[Mistake]:
    yield from mistakes(entry, CORRECTION, pointer)
    at = entry.get("at")
    if not isinstance(at, str):
        return
    if "was" not in entry and "now" not in entry:
        yield Mistake(pointer, "neither was nor now is given", "add now = ..., what is true")
    yield from _wrong_fact(at, f"{pointer}/at")
    shape = aspect_shape(at)
    for key in ("was", "now"):
        if shape is not None and key in entry:
            yield from mistakes(entry[key], shape, f"{pointer}/{key}")
    if "now" in entry:
        yield from _unenforced(entry["now"], f"{pointer}/now", is_pattern=at.endswith(".pattern"))


def _unenforced(value: Json, pointer: str, *, is_pattern: bool = False) -> Iterator[Mistake]:
    """Patterns that no validator can be trusted with: what they are to limit would be accepted."""
    if isinstance(value, str) and is_pattern:
        from modelmint.validate.pattern import flaw

        if reason := flaw(value):
            yield Mistake(pointer, f"the pattern {quote(value)} cannot be enforced: {reason}", "say the same plainly")
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _unenforced(inner, f"{pointer}/{escape(str(key))}", is_pattern=key == "pattern")


def _wrong_fact(at: str, pointer: str) -> Iterator[Mistake]:
    if aspect_shape(at) is None:
        hint = known(at.rpartition(".")[2], known_aspects(at))
        yield Mistake(pointer, f"{quote(at)} names no fact that can be corrected", hint)


def _correction(entry: dict[str, Json], origin: Origin) -> Correction:
    return Correction(
        at=str(entry["at"]),
        was=entry.get("was", UNSET),
        now=entry.get("now", UNSET),
        evidence=_evidence(entry),
        origin=origin,
        expires=_expires(entry),
    )


def _evidence(entry: dict[str, Json]) -> Evidence:
    return Evidence(str(entry["why"]), str(entry["source"]))


def _expires(entry: dict[str, Json]) -> date | None:
    return date.fromisoformat(str(entry["expires"])) if "expires" in entry else None


def _wrong_rule(entry: dict[str, Json], pointer: str) -> Iterator[Mistake]:
    yield from mistakes(entry, RULE, pointer)
    said = [key for key in KINDS if key in entry]
    if len(said) != 1:
        words = " and ".join(said) or "nothing"
        yield Mistake(pointer, f"a rule says one of {', '.join(KINDS)}; this one says {words}", "write a rule for each")
    if ("only_when" in entry) != ("parameters" in entry):
        yield Mistake(pointer, "only_when and parameters go together", "name what belongs there under `parameters`")
    yield from _unenforced(_table(entry, "limits"), f"{pointer}/limits")
    was = entry.get("was")
    for at, fact in was.items() if isinstance(was, dict) else ():
        place = f"{pointer}/was/{escape(at)}"
        yield from _wrong_fact(at, place)
        shape = aspect_shape(at)
        yield from () if shape is None else mistakes(fact, shape, place)


def _rule(entry: dict[str, Json], origin: Origin) -> RuleEntry:
    said = next(key for key in KINDS if key in entry)
    limits = _table(entry, "limits")
    kind = cast(RuleKind, "one_of" if said in COUNTED else said)
    names = _names(entry["parameters"] if said == "only_when" else entry[said])
    return RuleEntry(
        kind=kind,
        when=parse_condition(_table(entry, "when")),
        parameters=tuple(limits) if limits else names,
        level=cast(Level, entry["level"]),
        evidence=_evidence(entry),
        origin=origin,
        least=0 if said == "at_most_one_of" else 1,
        most=len(names) if said == "at_least_one_of" else 1,
        only=parse_condition(_table(entry, "only_when")),
        limits={name: limit for name, limit in limits.items() if isinstance(limit, dict)},
        was=_table(entry, "was"),
        expires=_expires(entry),
    )


def _table(entry: dict[str, Json], key: str) -> dict[str, Json]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _names(value: Json) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()
