"""A view made of an outline is the view of the whole model, which is read when somebody looks into it."""

from __future__ import annotations

from dataclasses import replace
from inspect import getmembers_static

import pytest
from hypothesis import HealthCheck, given, settings

import packed
from modelmint.gist import outline
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.lower import lower, lower_lazily
from modelmint.lower.lazy import forget
from modelmint.lower.target import Conventions
from modelmint.lower.view import ModelView
from nouns import model
from strategies import models

FIELDS = ModelView.__match_args__
PROPERTIES = [name for name, kind in getmembers_static(ModelView) if isinstance(kind, property)]


def seen(view: ModelView, names: tuple[str, ...] = FIELDS) -> list[object]:
    return [getattr(view, name) for name in names]


@given(models())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_it_says_what_the_whole_view_says(one: Model) -> None:
    (view,), (whole,) = lower_lazily({one.ref: outline(one)}, lambda _: one, Conventions()), lower([one], Conventions())
    assert seen(view) == seen(whole)
    forget([view])
    assert seen(view, FIELDS[::-1]) == seen(whole, FIELDS[::-1])


def test_real_models_have_the_same_properties() -> None:
    known = {one.ref: one for one in packed.real_models()}
    outlines = {ref: outline(one) for ref, one in known.items()}
    views = lower_lazily(outlines, known.__getitem__, Conventions())
    for view, whole in zip(views, lower(list(known.values()), Conventions()), strict=True):
        assert seen(view, tuple(PROPERTIES)) == seen(whole, tuple(PROPERTIES))


def test_what_a_model_is_can_be_said_without_reading_it() -> None:
    def read(ref: ModelRef) -> Model:
        pytest.fail(f"{ref} was read")

    one = replace(model(), name="", category="text-to-image", summary="A model")
    other = replace(one, ref=ModelRef("test", "Model"))
    gone = replace(one, ref=ModelRef("test", "gone"), unreadable="an error came")
    views = lower_lazily({each.ref: outline(each) for each in (one, other, gone)}, read, Conventions())
    assert [(view.id, view.module, view.summary, view.gives) for view in views] == [
        ("model", "model", "A model", "image"),
        ("Model", "model_5e2c", "A model", "image"),
    ]


def test_a_name_that_no_view_has_is_an_error_and_no_reason_to_read() -> None:
    (view,) = lower_lazily({model().ref: outline(model())}, lambda ref: pytest.fail(f"{ref} was read"), Conventions())
    with pytest.raises(AttributeError, match="no attribute 'other'"):
        _ = view.other


def test_what_was_read_can_be_forgotten() -> None:
    read: list[ModelRef] = []

    def whole(ref: ModelRef) -> Model:
        read.append(ref)
        return model()

    (view,) = lower_lazily({model().ref: outline(model())}, whole, Conventions())
    assert (view.parameters, view.rules, len(read)) == ((), (), 1)
    forget([view, view])
    assert (view.name, len(read)) == ("Model", 1)
    assert (view.rules, len(read)) == ((), 2)
