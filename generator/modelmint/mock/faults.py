"""Faults: what they are called, which requests they meet, and how often."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from threading import Lock
from urllib.parse import unquote

from modelmint.ir.frozen import frozen
from modelmint.mock.errors import RefusalError
from modelmint.mock.message import Answer, Request

HEADER = "x-mock-fault"
QUERY = "mock-fault"
COMMON = ("times", "on", "charged", "id")
"""Options of every fault: how often, to which kinds of request, whether the work is done, and any word that tells
two equal faults apart."""

_STATUS = re.compile(r"[1-5]\d\d")


@frozen
class Fault:
    """One thing to go wrong. `options` are words, as written; `times` of None means every time."""

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    times: int | None = None

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read `NAME; key=value; ...`, such as `429; retry-after=1; times=2`.

        Raises:
            ValueError: it is not of that form, or there is no such fault or option.
        """
        name, *rest = (part.strip() for part in text.split(";"))
        options: dict[str, str] = {}
        for part in filter(None, rest):
            key, equals, value = part.partition("=")
            if not equals:
                raise ValueError(f"{part!r} in the fault {text!r} is not of the form key=value")
            options[key.strip()] = value.strip()
        times = options.pop("times", None)
        return cls(name, options, None if times is None else int(times))

    def number(self, key: str, default: float) -> float:
        """An option that is a number."""
        return float(self.options.get(key, default))

    def __str__(self) -> str:
        return "; ".join((self.name, *(f"{key}={value}" for key, value in self.options.items())))


Apply = Callable[[Fault, Request, Answer], Answer]
"""What a fault makes of the answer that the request would have had."""


@frozen
class Kind:
    """A kind of fault, by the name that it is asked for.

    `early` faults come before the work is done, so nothing is charged, and the answer they get is empty.
    `on` are the kinds of request that it meets if it is not told which; empty means all.
    """

    name: str
    purpose: str
    apply: Apply
    options: tuple[str, ...] = ()
    early: bool = False
    on: tuple[str, ...] = ()


def key_of(name: str) -> str:
    """The name of the kind: all statuses are one kind."""
    return "STATUS" if _STATUS.fullmatch(name) else name


def check(fault: Fault, kinds: Mapping[str, Kind]) -> Fault:
    """The fault, known and with known options.

    Raises:
        ValueError: it is not.
    """
    kind = kinds.get(key_of(fault.name))
    if kind is None:
        raise ValueError(f"no fault is called {fault.name!r}; there are {', '.join(kinds)}")
    unknown = set(fault.options) - {*kind.options, *COMMON}
    if unknown:
        known = ", ".join((*kind.options, *COMMON))
        raise ValueError(f"the fault {fault.name!r} has no option {sorted(unknown)[0]!r}; it has {known}")
    return fault


@dataclass(slots=True)
class _Planned:
    pattern: str
    fault: Fault
    left: int | None


class FaultBook:
    """The faults that wait for their request: those planned by the program, then those that a request asks for."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds
        self._planned: list[_Planned] = []
        self._used: dict[tuple[str, str, str], int] = {}
        self._lock = Lock()

    def plan(self, pattern: str, fault: Fault) -> None:
        """Let requests for paths that match the pattern (`/v1/jobs/*`) meet the fault, oldest plan first."""
        with self._lock:
            self._planned.append(_Planned(pattern, check(fault, self._kinds), fault.times))

    def clear(self) -> None:
        """Forget every plan and every count."""
        with self._lock:
            self._planned.clear()
            self._used.clear()

    def take(self, request: Request) -> Fault | None:
        """The fault that this request meets.

        Raises:
            RefusalError: it asks for one that does not exist.
        """
        with self._lock:
            return self._take_planned(request) or self._take_asked(request)

    def _take_planned(self, request: Request) -> Fault | None:
        for plan in self._planned:
            if plan.left != 0 and fnmatchcase(unquote(request.path), plan.pattern) and self._meets(plan.fault, request):
                plan.left = None if plan.left is None else plan.left - 1
                return plan.fault
        return None

    def _take_asked(self, request: Request) -> Fault | None:
        text = request.headers.get(HEADER) or request.query.get(QUERY)
        if not text:
            return None
        try:
            fault = check(Fault.parse(text), self._kinds)
        except ValueError as error:
            raise RefusalError(400, str(error), code="unknown_fault") from error
        if not self._meets(fault, request):
            return None
        key = (request.method, request.path, text)
        self._used[key] = self._used.get(key, 0) + 1
        return fault if fault.times is None or self._used[key] <= fault.times else None

    def _meets(self, fault: Fault, request: Request) -> bool:
        chosen = fault.options.get("on")
        kinds = tuple(chosen.split(",")) if chosen else self._kinds[key_of(fault.name)].on
        return not kinds or request.kind in kinds
