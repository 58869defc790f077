"""Whole requests: names, rules, order, words and limits."""

from __future__ import annotations

import time
import tracemalloc
from decimal import Decimal

import pytest

from modelmint.ir.rules import Absent, Forbids, Is, Limits, OneOf, Present, Requires
from modelmint.ir.types import Any, Array, Enum, Integer, Map, Number, Range, String
from modelmint.validate import CODES, LIMIT, validate
from nouns import HERE, WHY, model, parameter

PAINT = (Is("task", ("PAINT",)),)
TASKS = parameter("task", Enum(("DRAW", "PAINT")), default="DRAW")
MODEL = model(
    parameter("prompt", String(max_length=20), required=True),
    TASKS,
    parameter("image", String(media="image")),
    parameter("mask", String()),
    parameter("count", Integer(Range(Decimal(1), Decimal(5)))),
    parameter("ratio", Enum(("1:1", "3:4", "16:9"))),
    rules=(
        Requires(PAINT, ("image",), "error", WHY, HERE),
        Forbids((Is("task", ("DRAW",)), Present("count")), ("mask",), "error", WHY, HERE),
        OneOf(PAINT, ("image", "mask"), "error", WHY, HERE),
        Limits(PAINT, "count", Integer(Range(maximum=Decimal(2))), "error", WHY, HERE),
        Forbids((Absent("count"),), ("ratio",), "advice", WHY, HERE),
    ),
)


def lines(request: object) -> list[str]:
    return [f"{problem.code} {problem}" for problem in validate(MODEL, request)]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"prompt": "a"}, []),
        ({"prompt": "a", "ratio": "1:1"}, []),
        ({"prompt": "a", "task": "PAINT", "image": "x", "count": 2}, []),
        ([], ["wrong-type request: expected an object, got an empty array"]),
        ({}, ["required prompt: expected a string, got nothing"]),
        (
            {"promt": "a", "prompt": "b"},
            ["unknown promt: expected a known name, got 'promt'; did you mean 'prompt'?"],
        ),
        (
            {"prompt": "a", "ratio": "16:10"},
            [
                "not-allowed ratio: expected one of '1:1', '3:4', '16:9', got '16:10'; did you mean '16:9'?",
            ],
        ),
        (
            {"prompt": "a", "task": "PAINT", "mask": "m", "count": 3},
            [
                "needs image: expected a value, because task is 'PAINT', got nothing",
                "limited count: expected at most 2, because task is 'PAINT', got 3",
            ],
        ),
        (
            {"prompt": "a", "task": "PAINT", "mask": "m", "image": "i", "count": "3"},
            [
                "wrong-type count: expected a whole number, got '3'",
                "one-of request: expected exactly one of image, mask, because task is 'PAINT', got image, mask",
            ],
        ),
        (
            {"prompt": "a", "mask": "m", "count": 1},
            ["forbidden mask: expected nothing, because task is 'DRAW' and count is given, got 'm'"],
        ),
        (
            {1: 2, "prompt": "a"},
            ["wrong-type request: expected names that are strings, got 1"],
        ),
    ],
)
def test_a_request_is_answered_in_these_words(request_: object, expected: list[str]) -> None:
    assert lines(request_) == expected


def test_the_order_of_problems_does_not_follow_the_order_of_the_request() -> None:
    request = {"zz": 1, "ratio": 1, "aa": 1, "task": "paint", "prompt": ""}
    assert validate(MODEL, request) == validate(MODEL, dict(reversed(request.items())))


def test_every_code_in_use_is_explained() -> None:
    found = validate(MODEL, {"zz": 1, "count": 1.5, "task": "PAINT"})
    assert {problem.code for problem in found} <= CODES.keys()


@pytest.mark.parametrize(
    "secret",
    ["sk-empiriolabs-abcdef", "data:image/png;base64,iVBORw0KGgo", "iVBORw0KGgo" * 9, "https://user:pass@host/"],
)
def test_no_file_and_no_secret_is_quoted(secret: str) -> None:
    text = "".join(lines({"prompt": "a", "ratio": secret}))
    assert secret[:8] not in text or "data URI" in text
    assert secret[12:] not in text


def test_what_is_passed_in_a_parameter_named_like_a_secret_is_not_quoted() -> None:
    secret = model(parameter("api_key", String(pattern="^sk")))
    assert "hunter2" not in str(validate(secret, {"api_key": "hunter2"})[0])


def test_a_signed_url_is_quoted_without_its_signature() -> None:
    assert "https://host/a.png…'" in lines({"prompt": "a", "ratio": "https://host/a.png?signature=abc"})[0]


def test_control_characters_are_escaped_and_long_text_is_cut() -> None:
    (problem,) = validate(MODEL, {"prompt": "a", "ratio": "\x1b[31m" + "a b " * 100})
    assert problem.got.startswith("'\\u001b[31m")
    assert len(problem.got) < 100


NESTED: list[object] = []
NESTED.append(NESTED)
DEEP: object = []
for _ in range(100_000):
    DEEP = [DEEP]
SHARED: object = []
for _ in range(60):
    SHARED = [SHARED, SHARED]


@pytest.mark.parametrize("value", [NESTED, DEEP, SHARED], ids=["cyclic", "deep", "shared"])
@pytest.mark.parametrize(
    ("type_", "code"),
    [(Any(), "too-deep"), (Array(Any(), unique=True), "too-deep"), (Map(Any()), "wrong-type")],
    ids=["any", "unique", "map"],
)
def test_free_values_are_looked_at_to_a_limit(value: object, type_: Any, code: str) -> None:
    found = validate(model(parameter("p", type_)), {"p": value})
    assert {problem.code for problem in found} == {code}


def test_a_hundred_thousand_unknown_names_end_in_a_short_list() -> None:
    start = time.perf_counter()
    found = validate(MODEL, {"prompt": "a"} | {f"prompt{number}": number for number in range(100_000)})
    assert time.perf_counter() - start < 5
    assert len(found) == LIMIT + 1
    assert found[-1].code == "too-many-problems"


def test_ten_megabytes_of_text_are_neither_copied_nor_quoted() -> None:
    text = "a b" * 3_500_000
    tracemalloc.start()
    found = validate(MODEL, {"prompt": text, "ratio": text, text: 1})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [problem.code for problem in found] == ["too-long", "not-allowed", "unknown"]
    assert peak < 1_000_000
    assert max(len(str(problem)) for problem in found) < 400


def test_a_number_of_a_million_digits_is_compared_and_not_spelt() -> None:
    huge = 10**1_000_000
    (problem,) = validate(model(parameter("p", Number(Range(maximum=Decimal(5))))), {"p": huge})
    assert problem.message == "expected at most 5, got a number of 1000001 digits"
