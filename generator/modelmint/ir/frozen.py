"""Frozen classes of data: what `@dataclass(frozen=True, slots=True)` makes, at a tenth of what it costs.

The standard decorator writes and compiles half a dozen methods for each class, which takes 0.4 ms, and a command
imports a hundred such classes. Here all classes share the methods. `fields`, `replace`, `asdict` and `match` work
on them as on other dataclasses, and type checkers take them for such.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
Fields = dict[str, Field[Any]]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class one of values: fixed once made, equal if all fields are, with no attributes but its fields.

    Methods that the class defines itself stay.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    known = {each.name: each for each in fields(made)}  # type: ignore[arg-type]  # the line above made it a dataclass
    for name, method in _methods(made, known).items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _methods(cls: type, known: Fields) -> dict[str, Callable[..., Any]]:
    compared = _values([name for name, each in known.items() if each.compare])
    return {
        "__init__": _init(cls, known),
        "__repr__": _repr([name for name, each in known.items() if each.repr]),
        "__eq__": _equality(compared),
        "__hash__": lambda self: hash(compared(self)),
        "__reduce__": _reduction(_values(known)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _values(names: Collection[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes these attributes of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _init(cls: type, known: Fields) -> Callable[..., None]:
    setters = [(name, cls.__dict__[name].__set__) for name in known]
    defaults = {name: each.default for name, each in known.items() if each.default is not MISSING}
    makers = {name: each.default_factory for name, each in known.items() if each.default_factory is not MISSING}

    def init(self: object, /, *args: Any, **named: Any) -> None:
        given = {**dict(zip(known, args, strict=False)), **named}
        values = {**defaults, **given}
        for name, make in makers.items():
            if name not in given:
                values[name] = make()
        if len(given) != len(args) + len(named) or values.keys() != known.keys():
            raise _misfit(cls, known, args, named)
        for name, put in setters:
            put(self, values[name])

    return init


def _misfit(cls: type, known: Fields, args: Collection[Any], named: Collection[str]) -> TypeError:
    """The error of a call that does not fit the fields."""
    if len(args) > len(known):
        return TypeError(f"{cls.__name__} has {len(known)} fields, and {len(args)} values were given")
    by_place = [*known][: len(args)]
    unknown = [name for name in named if name not in known]
    twice = [name for name in named if name in by_place]
    needed = (name for name, each in known.items() if each.default is MISSING and each.default_factory is MISSING)
    lacking = [name for name in needed if name not in by_place and name not in named]
    wrong = {"has no": unknown, "is given twice its": twice, "lacks its": lacking}
    words = (f"{what} field {', '.join(names)}" for what, names in wrong.items() if names)
    return TypeError(f"{cls.__name__} {', '.join(words)}")


def _repr(names: Collection[str]) -> Callable[[Any], str]:
    def representation(self: Any) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return representation


def _equality(compared: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], bool]:
    def equal(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if type(self) is type(other) else NotImplemented

    return equal


def _reduction(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], tuple[Any, ...]]:
    """How an object is pickled and copied: by making it anew, since nothing can be set later."""
    return lambda self: (type(self), values(self))


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot change; see `dataclasses.replace`")
