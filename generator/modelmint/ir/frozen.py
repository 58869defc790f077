"""Frozen classes of data: what `@dataclass(frozen=True, slots=True)` makes, at a twentieth of what it costs.

The standard decorator writes and compiles half a dozen methods for each class, which takes 0.4 ms, and a command
imports a hundred such classes. Here a class gets each method when that is first called, which most never are, and
only a class of which many objects are made gets a constructor of its own. What the `dataclasses` module wants to know
of a class is made when it asks, so that `fields`, `replace` and `asdict` work as on other dataclasses. So does
`match`, and type checkers take them for such.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
Row = tuple[str, Callable[[object, Any], None], Any, Any]
"""A field: its name, what sets it, its default and what makes one."""
Method = Callable[..., Any]

MANY: Final = 500
"""After how many objects a class gets a constructor of its own, which takes 0.1 ms to make and a third of the time."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class one of values: fixed once made, equal if all fields are, with no attributes but its fields.

    Methods that the class defines itself stay.

    Raises:
        TypeError: it has a base, which may have fields too, or a default that is no value, which objects would share.
    """
    own = dict(cls.__dict__)
    names = tuple(name for name, text in cls.__annotations__.items() if not text.startswith("ClassVar"))
    given = {name: own.pop(name) for name in names if name in own}
    if cls.__bases__ != (object,):
        raise TypeError(f"{cls.__name__} has a base; a frozen class has none")
    if shared := [name for name, value in given.items() if type(value).__hash__ is None]:
        raise TypeError(f"{cls.__name__}.{shared[0]} would be shared by all objects: use field(default_factory=...)")
    for name in ("__dict__", "__weakref__"):  # classes with slots have none
        own.pop(name, None)
    made = {"__qualname__": cls.__qualname__, "__slots__": names, "__match_args__": names}
    asked = {name: _Asked(given) for name in ("__dataclass_fields__", "__dataclass_params__")}
    finished: type[T] = type(cls.__name__, (), {**_METHODS, **own, **made, **asked})
    return finished


class _Asked:
    """An attribute by which the `dataclasses` module knows a class. `given` are the fields' defaults."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, _: object, __: type) -> Any:
        return getattr(_twin(self.owner), self.name)


@cache
def _twin(cls: type) -> type:
    """The class as the standard decorator has it."""
    alike = {"__annotations__": cls.__annotations__, "__module__": cls.__module__, "__doc__": cls.__doc__}
    return dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), alike | _given(cls)))


if TYPE_CHECKING:
    from dataclasses import replace as replace  # type checkers know which fields it takes
else:

    def replace(value: T, /, **changes: Any) -> T:
        """The value with other fields: `dataclasses.replace`, at a fifth of what it costs."""
        given = [changes.pop(name) if name in changes else getattr(value, name) for name in value.__match_args__]
        return type(value)(*given, **changes)


def _names(cls: type) -> tuple[str, ...]:
    names: tuple[str, ...] = cls.__dict__["__match_args__"]
    return names


def _given(cls: type) -> dict[str, Any]:
    """What the class says of its fields, by name: a default, or `field(...)`."""
    given: dict[str, Any] = cls.__dict__["__dataclass_fields__"].given
    return given


def _rows(cls: type) -> list[Row]:
    given = _given(cls)
    return [(name, cls.__dict__[name].__set__, *_defaults(given.get(name, MISSING))) for name in _names(cls)]


def _defaults(given: Any) -> tuple[Any, Any]:
    """The default and what makes one, of which at least one is MISSING."""
    return (given.default, given.default_factory) if isinstance(given, Field) else (given, MISSING)


def _but(cls: type, lacking: Callable[[Field[Any]], bool]) -> list[str]:
    """The names of the fields, but those of which the class says that they take no part in something."""
    given = _given(cls)
    return [name for name in _names(cls) if not (isinstance(given.get(name), Field) and lacking(given[name]))]


def _values(names: Collection[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes these attributes of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _init(cls: type) -> Callable[..., None]:
    rows = _rows(cls)
    setters = [put for _, put, _, _ in rows]
    left = MANY

    def init(self: object, /, *args: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            cls.__init__ = _own_init(cls, rows)  # type: ignore[misc]  # the class was given this one
        for put, value in zip(setters, args, strict=False):
            put(self, value)
        unused = len(named)
        for name, put, default, make in rows[len(args) :]:
            if name in named:
                put(self, named[name])
                unused -= 1
            elif default is not MISSING:
                put(self, default)
            elif make is not MISSING:
                put(self, make())
            else:
                raise _misfit(cls, rows, args, named)
        if unused or len(args) > len(rows):
            raise _misfit(cls, rows, args, named)

    return init


def _own_init(cls: type, rows: Sequence[Row]) -> Callable[..., None]:
    """A constructor that names the fields, as the standard decorator writes it."""
    signature, body = ["_self", "/"], []
    names: dict[str, Any] = {"_none": MISSING}
    for name, put, default, make in rows:
        names |= {f"_put_{name}": put, f"_default_{name}": default, f"_make_{name}": make}
        value = name if make is MISSING else f"_make_{name}() if {name} is _none else {name}"
        needed = default is MISSING and make is MISSING
        signature.append(name if needed else f"{name}=_default_{name}")
        body.append(f" _put_{name}(_self, {value})")
    exec(f"def init({', '.join(signature)}):\n" + "\n".join(body or [" pass"]), names)
    made: Callable[..., None] = names["init"]
    made.__qualname__ = cls.__qualname__
    return made


def _misfit(cls: type, rows: Sequence[Row], args: Collection[Any], named: Collection[str]) -> TypeError:
    """The error of a call that does not fit the fields."""
    known = [name for name, *_ in rows]
    if len(args) > len(known):
        return TypeError(f"{cls.__name__} has {len(known)} fields, and {len(args)} values were given")
    by_place = known[: len(args)]
    unknown = [name for name in named if name not in known]
    twice = [name for name in named if name in by_place]
    needed = (name for name, _, default, make in rows if default is MISSING and make is MISSING)
    lacking = [name for name in needed if name not in by_place and name not in named]
    wrong = {"has no": unknown, "is given twice its": twice, "lacks its": lacking}
    words = (f"{what} field {', '.join(names)}" for what, names in wrong.items() if names)
    return TypeError(f"{cls.__name__} {', '.join(words)}")


def _repr(cls: type) -> Callable[[Any], str]:
    names = _but(cls, lambda each: not each.repr)

    def representation(self: Any) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return representation


def _compared(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    return _values(_but(cls, lambda each: not each.compare))


def _equality(cls: type) -> Callable[[Any, Any], bool]:
    compared = _compared(cls)

    def equal(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if type(self) is type(other) else NotImplemented

    return equal


def _hashing(cls: type) -> Callable[[Any], int]:
    compared = _compared(cls)
    return lambda self: hash(compared(self))


def _reduction(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """How an object is pickled and copied: by making it anew, since nothing can be set later."""
    values = _values(_names(cls))
    return lambda self: (type(self), values(self))


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot change; see `dataclasses.replace`")


def _when_called(name: str, make: Callable[[type], Method]) -> Method:
    """A method that is made for a class, and takes this one's place there, when it is first called."""

    def first(self: object, /, *args: Any, **named: Any) -> Any:
        cls = next(each for each in type(self).__mro__ if each.__dict__.get(name) is first)
        method = make(cls)
        setattr(cls, name, method)
        return method(self, *args, **named)

    return first


_MADE: dict[str, Callable[[type], Method]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _equality,
    "__hash__": _hashing,
    "__reduce__": _reduction,
}
_METHODS = {
    **{name: _when_called(name, make) for name, make in _MADE.items()},
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
"""What every class has, unless it defines one of them itself."""
