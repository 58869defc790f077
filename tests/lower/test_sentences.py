"""Constraints and rules read as a person would write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from modelmint.ir.rules import Absent, Forbids, Is, Limits, OneOf, Present, Requires, Rule
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.lower.sentences import fact, sentence
from modelmint.lower.words import allowed, described
from nouns import HERE, WHY, parameter
from strategies import types


def between(low: str | None, high: str | None, **exclusive: bool) -> Range:
    return Range(*(None if bound is None else Decimal(bound) for bound in (low, high)), **exclusive)


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (String(), ""),
        (String(max_length=1024), "at most 1024 characters"),
        (String(min_length=1), "at least 1 character"),
        (String(min_length=3, max_length=3, pattern="^a"), "3 characters, matching `^a`"),
        (Integer(between("1", "5")), "1 to 5"),
        (Integer(between("0", "2147483646")), "0 to 2147483646"),
        (Number(between("1.1", "10")), "1.1 to 10"),
        (Number(between("0", "1", exclusive_minimum=True)), "more than 0 and at most 1"),
        (Number(between(None, "1", exclusive_maximum=True)), "less than 1"),
        (Integer(between("64", None), Decimal(64)), "at least 64, a multiple of 64"),
        (Number(between("1E+300", None)), "at least a number of 301 digits"),
        (Number(between("3", "15"), Decimal(1)), "3 to 15"),
        (Boolean(), ""),
        (Enum(("a", "b", "c")), "one of a, b, c"),
        (Enum((2048, 1024)), "one of 2048, 1024"),
        (Enum(("a",), open=True), "a, or another"),
        (Enum(("", " ", None, True)), 'one of "", " ", null, true'),
        (Enum(tuple(range(1286))), "one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … (1286 in all)"),
        (Array(Integer(between("1", "9")), min_items=1, unique=True), "at least 1 item, all different, each 1 to 9"),
        (Array(Any(), contains=(Contains(Const("a")),)), "at least 1 item that is a"),
        (
            Array(Any(), contains=(Contains(String(max_length=3), 1, 2),)),
            "1 to 2 items that are each text (at most 3 characters)",
        ),
        (Map(String(), max_entries=2), "at most 2 members"),
        (Nullable(Integer(between("1", "5"))), "1 to 5 or null"),
        (UnionOf((String(), Integer(between("1", "5")))), "text, or whole number (1 to 5)"),
        (Record("x", (parameter("a", String()),)), ""),
    ],
)
def test_what_a_type_allows(type_: Type, words: str) -> None:
    assert allowed(type_) == words


DRAW, INPAINT = Is("task", ("DRAW",)), Is("task", ("INPAINTING", "OUTPAINTING"))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Requires((), ("a",), "error", WHY, HERE), "`a` is required."),
        (
            Requires((INPAINT,), ("a", "b"), "error", WHY, HERE),
            "When `task` is `INPAINTING` or `OUTPAINTING`, `a` and `b` are required.",
        ),
        (
            Forbids((Present("a"), Absent("b")), ("c",), "error", WHY, HERE),
            "When `a` is given and `b` is not given, `c` does not apply.",
        ),
        (Forbids((DRAW,), ("c", "d"), "advice", WHY, HERE), "When `task` is `DRAW`, `c` and `d` do not apply."),
        (Forbids((INPAINT,), ("c",), "advice", WHY, HERE), "`c` applies only when `task` is `DRAW`."),
        (OneOf((), ("a", "b"), "error", WHY, HERE), "Exactly one of `a` or `b` is required."),
        (
            OneOf((DRAW,), ("a", "b"), "error", WHY, HERE, 1, 2),
            "When `task` is `DRAW`, at least one of `a` and `b` is required.",
        ),
        (OneOf((), ("a", "b"), "error", WHY, HERE, 0, 1), "At most one of `a` or `b` may be given."),
        (OneOf((), ("a", "b", "c"), "error", WHY, HERE, 2, 2), "Exactly 2 of `a`, `b` and `c` are required."),
        (
            Limits((DRAW,), "a", Integer(between("1", "4")), "error", WHY, HERE),
            "When `task` is `DRAW`, `a` must be a whole number (1 to 4).",
        ),
        (Limits((), "a", Number(multiple_of=Decimal(1)), "advice", WHY, HERE), "`a` must be a whole number."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_in_a_sentence(rule: Rule, words: str) -> None:
    assert sentence(rule, {"task": ("DRAW", "INPAINTING", "OUTPAINTING")}) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (UNSET, "nothing"),
        ({"min": Decimal("1.1"), "max": 10}, "1.1 to 10"),
        ({"max": 1024}, "at most 1024"),
        ({"min": "a"}, '{"min": "a"}'),
        (["a", "b"], "a, b"),
        (True, "true"),
        ({}, "{}"),
        ("number", "number"),
        ({"type": "array", "items": "string", "max_items": 3}, "array of string (max items 3)"),
        (
            {"type": "union", "any_of": ["string", {"type": "map", "values": {"type": "integer", "min": 1}}]},
            "string, or map of integer (min 1)",
        ),
        ({"type": "enum", "options": ["a", 1]}, 'enum (options ["a", 1])'),
    ],
)
def test_a_side_of_a_correction(said: Json | Unset, words: str) -> None:
    assert fact(said) == words


@given(types)
def test_every_type_has_words(type_: Type) -> None:
    assert isinstance(described(type_), str)
