"""Common shapes of constraints in every form, and in what the standard generator and validator make of them alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
from standard import STRICTEST, accepted

from goldens import Golden
from modelmint.conform.compare import conform
from modelmint.conform.form import Refusal
from modelmint.conform.forms import FORMS, load
from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.normalise import normalise
from modelmint.read import read
from shapes import SHAPES, Shape, document

PAGE = Path(__file__).parents[2] / "docs" / "shapes.md"
HEAD = """\
# Shapes of constraints

Constraints that are common in the schemas of models' requests, and who is right about them. *Ours* are the
reference, the JSON Schema, the Python module, the JavaScript module and the pydantic model that we generate from
the schema in the row: each takes every request that it should, and refuses every other. Beside them, from the same
schema and without anything of ours: the pydantic models of datamodel-code-generator as it makes them by default
and with every option by which they refuse more, and `jsonschema` on JSON as Python reads it. For each that is
wrong, the first request that it is wrong about.

`tests/shapes` holds the schemas and the requests, asks all of them, and writes this page.

"""
TAIL = """
What no form can express, such as `not` inside a value or a pattern that may take time without end, is an error when
the schema is read, and is refused rather than accepted, as is whatever else is not understood: `modelmint generate`
names it and its place, and every form refuses what stands there, and nothing beside it, until a correction in the
model's overlay gives the type or says that this is not needed ([corrections](corrections.md)).
"""


def requests(shape: Shape) -> list[str]:
    return [*shape.right, *shape.wrong]


def wanted(shape: Shape) -> list[bool]:
    return [True] * len(shape.right) + [False] * len(shape.wrong)


@cache
def models() -> tuple[Model, ...]:
    """Each shape as a model; all of them are read exactly."""
    found = []
    for number, shape in enumerate(SHAPES):
        model, findings = read(text.parse(document(shape)), ModelRef("shapes", str(number)), "m.json", "json-schema")
        assert findings == [], shape.name
        found.append(normalise(model))
    return tuple(found)


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_the_right_answers_are_those_of_a_validator_that_no_one_here_wrote(shape: Shape) -> None:
    oracle = jsonschema_rs.Draft202012Validator(json.loads(document(shape)))
    assert [oracle.is_valid(json.loads(request)) for request in requests(shape)] == wanted(shape)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_ours_is_right_about_every_shape(name: str, tmp_path: Path) -> None:
    form = load(name)
    if form.missing():
        pytest.skip(form.missing())
    form.prepare(models(), tmp_path)
    try:
        for shape, model in zip(SHAPES, models(), strict=True):
            answers = form.validate(model, [json.loads(request) for request in requests(shape)])
            assert not any(isinstance(answer, Refusal) for answer in answers), shape.name
            assert [answer == [] for answer in answers] == wanted(shape), shape.name
    finally:
        form.close()


def test_every_form_says_the_same_of_all_vectors_of_every_shape() -> None:
    report = conform(models(), [form for form in map(load, FORMS) if not form.missing()])
    assert report.vectors > 15 * len(SHAPES)
    assert report.disagreements == 0


def plainly(shape: Shape) -> list[bool]:
    """What `jsonschema` says of requests as Python reads JSON."""
    validator = jsonschema.Draft202012Validator(json.loads(document(shape)))
    return [validator.is_valid(json.loads(request)) for request in requests(shape)]


OTHERS: dict[str, Callable[[Shape], Sequence[bool] | str]] = {
    "datamodel-code-generator": lambda shape: accepted(document(shape), requests(shape), {}),
    "with its strictest options": lambda shape: accepted(document(shape), requests(shape), STRICTEST),
    "`jsonschema` alone": plainly,
}


def cell(shape: Shape, answers: Sequence[bool] | str) -> str:
    """What a table says: that it is right, or the first request that it is wrong about."""
    if isinstance(answers, str):
        return f"fails: {answers}"
    found = zip(requests(shape), wanted(shape), answers, strict=True)
    wrong = [f"{'accepts' if answer else 'refuses'} `{request}`" for request, right, answer in found if right != answer]
    return wrong[0] if wrong else "right"


@pytest.mark.filterwarnings("ignore")
def test_the_page_tells_who_is_right(golden: Golden) -> None:
    rows: list[list[str]] = [
        [shape.name, "right", *(cell(shape, ask(shape)) for ask in OTHERS.values())] for shape in SHAPES
    ]
    sums = [f"{sum(row[column] == 'right' for row in rows)} of {len(rows)}" for column in range(1, len(OTHERS) + 2)]
    table = [["shape", "ours", *OTHERS], ["---"] * (len(OTHERS) + 2), *rows, ["**right**", *sums]]
    golden.check(PAGE, HEAD + "".join(f"| {' | '.join(row)} |\n" for row in table) + TAIL)
