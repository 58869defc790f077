"""A task has exactly its parameters, what it surely needs is required, and what it shows is valid."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from modelmint.ir.model import Model
from modelmint.ir.rules import Absent, Forbids, Is, Level, Limits, OneOf, Present, Requires, Rule, Test
from modelmint.ir.types import Enum, Nullable, String
from modelmint.lower import lower
from modelmint.lower.target import Conventions
from modelmint.lower.view import ModelView, TaskView
from modelmint.validate import validate
from nouns import HERE, WHY, model, parameter
from strategies import models

ERROR: Level = "error"


def draws(*values: str) -> Is:
    return Is("task", values)


def view(*rules: Rule, default: str = "DRAW") -> ModelView:
    """A model that draws, inpaints and tries on, with some texts beside its task."""
    chooser = parameter("task", Enum(("DRAW", "INPAINTING", "TRY_ON")), default=default)
    texts = [parameter(name, String(), required=name == "prompt") for name in ("prompt", "image", "mask", "words")]
    kind = parameter("kind", Enum(("a", "b")), default="a")
    made = Model(**{**_fields(model(chooser, *texts, kind, rules=rules)), "task": "task"})
    return lower([made], Conventions())[0]


def _fields(one: Model) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def task(seen: ModelView, name: str) -> TaskView:
    return next(one for one in seen.tasks if one.name == name)


def wires(one: TaskView, *, required: bool | None = None) -> list[str]:
    return [each.wire for each in one.parameters if required in (None, each.required)]


def test_tasks_are_named_by_what_one_does() -> None:
    assert [(one.value, one.name, one.class_name) for one in view().tasks] == [
        ("DRAW", "draw", "DrawRequest"),
        ("INPAINTING", "inpaint", "InpaintRequest"),
        ("TRY_ON", "try_on", "TryOnRequest"),
    ]


def test_without_rules_every_parameter_but_the_chooser_belongs_to_every_task() -> None:
    for one in view().tasks:
        assert wires(one) == ["prompt", "image", "mask", "words", "kind"]
        assert wires(one, required=True) == ["prompt"]


@pytest.mark.parametrize("level", ["error", "advice"])
def test_what_a_rule_forbids_does_not_belong_whatever_its_level(level: Level) -> None:
    seen = view(Forbids((draws("DRAW", "TRY_ON"),), ("mask", "words"), level, WHY, HERE))
    assert wires(task(seen, "draw")) == ["prompt", "image", "kind"]
    assert "mask" in wires(task(seen, "inpaint"))


@pytest.mark.parametrize("test", [Present("image"), Absent("image"), Is("kind", ("a",))])
def test_what_is_forbidden_only_under_more_conditions_belongs(test: Test) -> None:
    seen = view(Forbids((draws("DRAW"), test), ("mask",), ERROR, WHY, HERE))
    assert "mask" in wires(task(seen, "draw"))


def test_what_a_task_surely_needs_is_required_there_and_nowhere_else() -> None:
    seen = view(Requires((draws("INPAINTING"),), ("image",), ERROR, WHY, HERE))
    assert wires(task(seen, "inpaint"), required=True) == ["prompt", "image"]
    assert wires(task(seen, "draw"), required=True) == ["prompt"]


def test_advice_requires_nothing() -> None:
    seen = view(Requires((draws("INPAINTING"),), ("image",), "advice", WHY, HERE))
    assert wires(task(seen, "inpaint"), required=True) == ["prompt"]


def test_the_last_of_a_group_that_belongs_is_required() -> None:
    seen = view(
        OneOf((draws("INPAINTING"),), ("mask", "words"), ERROR, WHY, HERE),
        Forbids((draws("INPAINTING"),), ("words",), "advice", WHY, HERE),
    )
    assert wires(task(seen, "inpaint"), required=True) == ["prompt", "mask"]


def test_one_of_several_is_required_but_none_of_them_alone() -> None:
    seen = view(OneOf((draws("INPAINTING"),), ("mask", "words"), ERROR, WHY, HERE))
    assert wires(task(seen, "inpaint"), required=True) == ["prompt"]
    assert [rule.sentence for rule in task(seen, "inpaint").rules] == ["Exactly one of `mask` or `words` is required."]
    assert task(seen, "draw").rules == ()


def test_a_sentence_names_only_what_is_offered() -> None:
    seen = view(
        OneOf((draws("INPAINTING"),), ("image", "mask", "words", "old_words"), ERROR, WHY, HERE),
        Forbids((draws("INPAINTING"),), ("image",), ERROR, WHY, HERE),
    )
    assert [rule.sentence for rule in task(seen, "inpaint").rules] == ["Exactly one of `mask` or `words` is required."]


def test_a_parameter_that_does_not_belong_counts_as_absent_with_its_default() -> None:
    seen = view(
        Forbids((draws("DRAW"),), ("kind",), "advice", WHY, HERE),
        Requires((Is("kind", ("a",)),), ("image",), ERROR, WHY, HERE),
        Requires((Present("kind"),), ("mask",), ERROR, WHY, HERE),
    )
    assert wires(task(seen, "draw"), required=True) == ["prompt", "image"]
    assert wires(task(seen, "inpaint"), required=True) == ["prompt"]


def test_a_limit_shows_in_the_tasks_whose_parameter_it_limits() -> None:
    rule = Limits((draws("DRAW"),), "image", String(max_length=5), ERROR, WHY, HERE)
    assert [len(one.rules) for one in view(rule).tasks] == [1, 0, 0]


def test_a_nullable_chooser_has_its_values_as_tasks() -> None:
    chooser = parameter("task", Nullable(Enum(("A", "B", None))))
    made = Model(**{**_fields(model(chooser)), "task": "task"})
    assert [one.value for one in lower([made], Conventions())[0].tasks] == ["A", "B"]


def test_two_values_of_the_same_words_have_two_methods() -> None:
    chooser = parameter("task", Enum(("INPAINTING", "inpaint", "Inpainting")))
    made = Model(**{**_fields(model(chooser)), "task": "task"})
    tasks = lower([made], Conventions())[0].tasks
    assert len({one.name for one in tasks}) == len({one.class_name for one in tasks}) == 3


def test_the_matrix_says_for_each_parameter_what_each_task_makes_of_it() -> None:
    seen = view(
        Forbids((draws("DRAW"),), ("image",), "advice", WHY, HERE),
        Requires((draws("INPAINTING"),), ("image",), ERROR, WHY, HERE),
    )
    rows = {row.parameter.wire: row for row in seen.matrix}
    assert rows["image"].marks == ("", "required", "optional")
    assert rows["prompt"].everywhere
    assert "task" not in rows


@pytest.mark.parametrize(
    ("level", "least", "mark"), [("error", 1, "depends"), ("advice", 1, "optional"), ("error", 0, "optional")]
)
def test_the_matrix_tells_one_of_several_from_what_may_be_left_out(level: Level, least: int, mark: str) -> None:
    seen = view(OneOf((draws("INPAINTING"),), ("mask", "words"), level, WHY, HERE, least=least))
    rows = {row.parameter.wire: row.marks for row in seen.matrix}
    assert (rows["mask"], rows["words"], rows["image"]) == (*[("optional", mark, "optional")] * 2, ("optional",) * 3)


@pytest.mark.parametrize(("level", "mark"), [("error", "depends"), ("advice", "optional")])
def test_the_matrix_tells_what_is_required_beside_some_values_of_another(level: Level, mark: str) -> None:
    seen = view(Requires((draws("INPAINTING"), Present("words")), ("mask",), level, WHY, HERE))
    assert {row.parameter.wire: row.marks for row in seen.matrix}["mask"] == ("optional", mark, "optional")


@given(models())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_example_is_valid_and_chooses_its_task(one: Model) -> None:
    for example in lower([one], Conventions())[0].examples:
        assert validate(one, example.request) == []
        assert not example.task or str(example.request[one.task or ""]) == example.task


@given(models())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_request_with_a_tasks_parameters_misses_none_that_is_needed_there(one: Model) -> None:
    """What a task's method leaves optional, a request for the task may indeed leave out."""
    (seen,) = lower([one], Conventions())
    for each in seen.tasks:
        assert {own.wire for own in each.parameters} <= {own.wire for own in seen.visible}
        assert all(own.required for own in each.parameters if own.wire in {p.wire for p in seen.visible if p.required})
