"""A frozen class is what the standard decorator would have made of it, but for the time that it takes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import pprint
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.frozen import MANY, frozen, replace


@frozen
class Row:
    """One of ours."""

    name: str
    size: int = 1
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="", repr=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Twin:
    """The same, made by the standard decorator."""

    name: str
    size: int = 1
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="", repr=False)
    line: int = field(default=0, compare=False)


def new_class() -> type[Any]:
    """The first one again, of which no object was made yet."""

    @frozen
    class Row:
        name: str
        size: int = 1
        tags: list[str] = field(default_factory=list)
        secret: str = field(default="", repr=False)
        line: int = field(default=0, compare=False)

    return Row


def much_used() -> type[Any]:
    """A class of which so many objects were made that it has a constructor of its own."""
    made = new_class()
    at_first = made.__init__
    for number in range(MANY):
        assert made("a", number).size == number
    assert made.__init__ is not at_first
    return made


MUCH_USED = much_used()


@frozen
class Empty:
    """No fields."""


@frozen
class One:
    """One field."""

    value: object


@frozen
class Own:
    """A class with a method and a constant of its own."""

    kind: ClassVar[str] = "own"
    value: int

    def __repr__(self) -> str:
        return "mine"


VALUES = st.fixed_dictionaries(
    {"name": st.text(max_size=3)},
    optional={
        "size": st.integers(0, 3),
        "tags": st.lists(st.text(max_size=1), max_size=2),
        "secret": st.text(max_size=3),
        "line": st.integers(0, 1),
    },
)


@given(VALUES, VALUES)
def test_equality_and_words_are_those_of_a_standard_dataclass(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert (Row(**left) == Row(**right)) == (Twin(**left) == Twin(**right))
    assert repr(Row(**left)) == repr(Twin(**left)).replace("Twin", "Row")
    assert asdict(Row(**left)) == asdict(Twin(**left))
    for each in (replace, dataclasses.replace):
        assert each(Row(**left), **right) == Row(**{**left, **right})


@given(VALUES)
def test_a_copy_is_equal(values: dict[str, Any]) -> None:
    row = Row(**values)
    for other in (pickle.loads(pickle.dumps(row)), copy.copy(row), copy.deepcopy(row)):
        assert asdict(other) == asdict(row)


def test_values_stand_by_place_or_by_name() -> None:
    assert Row("a", 2, line=3) == Row(name="a", size=2)
    assert Row("a", 2, ["x"], "y", 3).line == 3


def test_each_object_has_a_list_of_its_own() -> None:
    Row("a").tags.append("x")
    assert Row("a").tags == []


@pytest.mark.parametrize(
    ("args", "named", "words"),
    [
        ((), {}, "Row lacks its field name"),
        (("a",), {"nmae": 1}, "Row has no field nmae"),
        ((), {"nmae": 1}, "Row has no field nmae, lacks its field name"),
        (("a",), {"name": "b"}, "Row is given twice its field name"),
        ((1, 2, 3, 4, 5, 6), {}, "Row has 5 fields, and 6 values were given"),
    ],
)
def test_a_call_that_does_not_fit_is_an_error(args: tuple[Any, ...], named: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        new_class()(*args, **named)
    for each in (Twin, much_used()):
        with pytest.raises(TypeError):
            each(*args, **named)


def test_a_field_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(TypeError, match="Row has no field nmae"):
        replace(new_class()("a"), nmae="b")
    with pytest.raises(TypeError, match=r"Row\(\) got an unexpected keyword argument 'nmae'"):
        replace(much_used()("a"), nmae="b")


@given(VALUES)
def test_a_class_of_many_objects_makes_them_as_before(values: dict[str, Any]) -> None:
    assert asdict(MUCH_USED(**values)) == asdict(MUCH_USED(*asdict(Twin(**values)).values())) == asdict(Twin(**values))
    assert MUCH_USED("a").tags is not MUCH_USED("a").tags
    assert MUCH_USED("a", tags=(own := [])).tags is own


def test_nothing_can_be_set_or_removed() -> None:
    row = Row("a")
    with pytest.raises(FrozenInstanceError):
        row.name = "b"
    with pytest.raises(FrozenInstanceError):
        del row.size
    with pytest.raises(FrozenInstanceError):
        row.other = 1
    assert not hasattr(row, "__dict__")


def test_values_of_different_classes_differ() -> None:
    assert Empty() == Empty()
    assert Empty() != One(())
    assert One(1) != Own(1)
    assert len({One(1), One(1), Own(1), Empty(), Empty()}) == 3


def test_methods_of_the_class_stay() -> None:
    assert repr(Own(1)) == "mine"
    assert Own.kind == Own(1).kind == "own"


def test_it_is_a_dataclass_that_can_be_matched() -> None:
    assert is_dataclass(Row)
    assert [each.name for each in fields(Row)] == ["name", "size", "tags", "secret", "line"]
    match Row("a", 2):
        case Row(name, size=2):
            assert name == "a"
        case _:
            pytest.fail("not matched")


def test_standard_tools_see_the_same_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = (
        [(each.name, each.type, each.default, each.repr, each.compare) for each in fields(kind)]
        for kind in (new_class(), Twin)
    )
    assert ours == theirs
    pprint.pprint([new_class()("a"), Own(1)])
    assert capsys.readouterr().out == "[new_class.<locals>.Row(name='a', size=1, tags=[], line=0), mine]\n"


def test_a_class_below_it_has_its_methods() -> None:
    class Below(new_class()):  # type: ignore[misc]  # a class that is made anew
        def __hash__(self) -> int:
            return super().__hash__() + 1

    below = Below("a", 2)
    assert below == Below("a", 2) != Row("a", 2)
    assert repr(below).endswith("Below(name='a', size=2, tags=[], line=0)")
    assert hash(Below("a", tags=())) == hash(Row("a", tags=())) + 1  # type: ignore[arg-type]  # lists have no hash


def test_what_it_could_not_keep_its_word_about_is_refused() -> None:
    with pytest.raises(TypeError, match="Below has a base"):

        @frozen
        class Below(Row):
            more: int

    with pytest.raises(TypeError, match=r"Shared.rows would be shared"):

        @frozen
        class Shared:
            rows: list[str] = []  # noqa: RUF012 - it is what is refused
