# pyright: standard
# Pydantic's schemas are dictionaries of any shape, and strict mode asks for the types of what they hold.
"""What all models of this package share: each is checked as a whole, and then taken as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from pydantic import (
    MISSING,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import CoreSchema, no_info_wrap_validator_function, simple_ser_schema

from .validation import Problem, _members

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

_Check: TypeAlias = "Callable[[list[Problem], str, object], None]"
_LEVELS = 64
_SCALARS = frozenset((str, int, float, bool, type(None)))
_CONTAINERS = frozenset((dict, list))
_STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]+)\]|\['((?:[^'\\]|\\.)*)'\]")
_ESCAPE = re.compile(r"\\(['\\])")


class Part(BaseModel):
    """An object within a request."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        protected_namespaces=(),
        regex_engine="python-re",
        use_attribute_docstrings=True,
    )
    __check__: ClassVar[Callable[[object], list[Problem]]]

    def __init_subclass__(cls, *, check: _Check | None = None, **config: Unpack[ConfigDict]) -> None:
        super().__init_subclass__(**config)
        if check is not None:
            cls.__check__ = staticmethod(_collected(check))

    @classmethod
    def problems(cls, value: object) -> list[Problem]:
        """Everything wrong with a value, in a fixed order; nothing if it is good."""
        return cls.__check__(value)

    @model_validator(mode="wrap")
    @classmethod
    def _checked(cls, value: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(value, cls) and (problems := _problems(cls, value)):
            raise ValidationError.from_exception_data(cls.__name__, list(map(_error, problems)), hide_input=True)
        return build(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        model: Any = handler.resolve_ref_schema(schema)
        while model["type"] != "model-fields":
            model = model["schema"]
        for field in model["fields"].values():
            field["schema"] = _as_checked(field["schema"])
        return schema


class Request(Part):
    """A request to a model."""

    def __init_subclass__(
        cls, *, check: Callable[[object], list[Problem]] | None = None, **config: Unpack[ConfigDict]
    ) -> None:
        super().__init_subclass__(**config)
        if check is not None:
            cls.__check__ = staticmethod(check)


def _collected(check: _Check) -> Callable[[object], list[Problem]]:
    def problems(value: object) -> list[Problem]:
        found: list[Problem] = []
        check(found, "", value)
        return found

    return problems


def _as_checked(schema: Any) -> Any:
    """The schema of a field, by which only the models in it are built: all else has been checked, and stays."""
    if schema["type"] in ("model", "definition-ref"):
        return schema
    if schema["type"] not in ("default", "missing-sentinel") and not _holds_model(schema):
        keep = _whole if schema["type"] == "int" else _same
        return no_info_wrap_validator_function(keep, schema, serialization=simple_ser_schema("any"))
    changed = {key: _as_checked(schema[key]) for key in ("schema", "keys_schema", "values_schema") if key in schema}
    if schema["type"] == "list":
        changed["items_schema"] = _as_checked(schema["items_schema"])
    if schema["type"] == "union":
        # What is no model takes any value, so it comes last.
        choices = sorted(schema["choices"], key=_holds_model, reverse=True)
        changed |= {"choices": list(map(_as_checked, choices)), "mode": "left_to_right"}
    return {**schema, **changed}


def _holds_model(schema: object) -> bool:
    if isinstance(schema, dict):
        return schema.get("type") in ("model", "definition-ref") or any(map(_holds_model, schema.values()))
    return isinstance(schema, (list, tuple)) and any(map(_holds_model, schema))


def _same(value: object, _: object) -> object:
    return value


def _whole(value: object, _: object) -> object:
    """A whole number as Python has it, where it came as `1.0`."""
    return int(value) if isinstance(value, float) and abs(value) <= 2**53 else value


def _problems(cls: type[Part], value: object) -> list[Problem]:
    """Everything wrong with a value in which models stand for what is sent for them."""
    problems = cls.problems(value)
    return problems if not problems or _is_plain(value) else cls.problems(_sent(value, {}))


def _is_plain(value: object) -> bool:
    """Whether a value is all that JSON is read as, and so is sent as it is; one in no object or array is not asked."""
    level: dict[int, object] = {0: value}
    for _ in range(_LEVELS):
        if not level or not _CONTAINERS.issuperset(map(type, level.values())):
            break
        level = {id(one): one for each in level.values() for one in _members(each) if type(one) not in _SCALARS}
    return not level


def _sent(value: object, seen: dict[int, object], level: int = 0) -> object:
    """The value with the models in it as the objects that are sent for them, and without what is missing."""
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True)
    if not isinstance(value, (dict, list)) or level == _LEVELS:
        return value
    known = seen.get(id(value))
    if known is None and isinstance(value, dict):
        known = seen[id(value)] = members = {}
        members.update({k: _sent(v, seen, level + 1) for k, v in value.items() if v is not MISSING})
    elif known is None:
        known = seen[id(value)] = items = list[object]()
        items.extend(_sent(item, seen, level + 1) for item in value)
    return known


class _Message:
    """The words of a problem. What was probably meant is looked for when they are read."""

    __slots__ = ("_context", "_problem")

    def __init__(self, problem: Problem, context: dict[str, object]) -> None:
        self._problem, self._context = problem, context

    def __str__(self) -> str:
        told = self._context["message"] = self._problem.message
        self._context["suggestion"] = self._problem.suggestion
        return told


def _error(problem: Problem) -> InitErrorDetails:
    """The problem as pydantic tells it. Of values, nothing is shown but what our own words quote."""
    code: Any = problem.code  # pydantic asks for a literal, and the codes are a fixed list
    path, got = problem.path, problem.got
    context: dict[str, object] = {"path": path, "expected": problem.expected, "got": got, "suggestion": None}
    # Pydantic fills in one after the other, so the last one is not looked at again. It asks for the message before it
    # gives the context away, which is whole by then.
    context["message"] = _Message(problem, context)
    return {"type": PydanticCustomError(code, "{message}", context), "loc": _location(path), "input": got}


def _location(path: str) -> tuple[int | str, ...]:
    """The names and places on the way to a problem."""
    if path.isidentifier() and path.isascii():
        return (path,)
    steps = _STEP.finditer(path)
    return tuple(int(step[2]) if step[2] else step[1] or _ESCAPE.sub(r"\1", step[3]) for step in steps)
