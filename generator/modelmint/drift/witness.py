"""For a claim that a change breaks: a request that was valid and is refused now, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from modelmint.drift.change import Bump, Change, Level
from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.evaluate import UnsureError, holds
from modelmint.drift.containment.models import has, read_model, read_rule, read_type
from modelmint.drift.containment.pool import TRUE, Formula, Pool
from modelmint.drift.containment.search import Search
from modelmint.drift.containment.value import STRING, Exact, Found, Nothing, exact, plain
from modelmint.drift.place import Field, Items, Place, Step, Values
from modelmint.drift.rules import ABOUT_VALUES, made, reclassed
from modelmint.ir.frozen import replace
from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.validate import accepts, validate

_ABOUT_PRESENCE = frozenset({"parameter-removed", "parameter-removed-as-announced", "parameter-renamed"})
_ABOUT_ABSENCE = frozenset(
    {
        "parameter-added-required",
        "parameter-added-required-with-default",
        "became-required",
        "became-required-with-default",
        "field-became-optional",
        "field-removed",
    }
)


class Witnesses:
    """Finds witnesses for the changes between two models."""

    def __init__(self, old: Model, new: Model) -> None:
        self.old = old
        self.new = new
        self.pool = Pool()
        self.search = Search(self.pool)
        self._requests = read_model(self.pool, old), read_model(self.pool, new)

    def attach(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """The changes, those that break with a witness where one can be made.

        Where the values of a parameter are claimed to break, and it is proved that no request is refused
        for it, the change is safe.
        """
        return tuple(self._attached(change) if change.level is Level.BREAKING else change for change in changes)

    def _attached(self, change: Change) -> Change:
        focus = self._focus(change)
        if focus is None:
            return change
        found = self._refused(change.place, focus)
        if found is Nothing.EMPTY and change.code in ABOUT_VALUES and self._inhabited():
            return reclassed(change, Level.SAFE, "proved: nothing that was valid is refused", Bump.MINOR)
        if isinstance(found, Nothing):
            return change
        value = plain(found)
        return replace(change, witness=value) if self._checked(change.place, value) else change

    def _inhabited(self) -> bool:
        """Whether there was a valid request at all: without one, all proofs are idle."""
        return not isinstance(self.search.find((self._requests[0],)), Nothing)

    def _refused(self, place: Place, focus: Formula) -> Found:
        """A value that was good, uses what changed, and is not good now.

        Most that use what changed are refused for it; only if not, the refusal is asked for, since it may
        then be for another reason and the value larger.
        """
        if place.direction == "request":
            before, after = self._requests
        elif self.old.output is None or self.new.output is None:
            return Nothing.UNKNOWN
        else:
            after, before = read_type(self.pool, self.old.output), read_type(self.pool, self.new.output)
        found = self.search.find((before, focus))
        if found is Nothing.EMPTY or not (found is Nothing.UNKNOWN or holds(self.pool, after, found)):
            return found
        return self._found((before, -after, focus))

    def _found(self, formulas: tuple[Formula, ...]) -> Found:
        """A value of which all formulas hold; where the search cannot tell, a test vector of either version."""
        found = self.search.find(formulas)
        if found is not Nothing.UNKNOWN:
            return found
        wanted = self.pool.all(formulas)
        return next((vector for vector in self._vectors if self._surely(wanted, vector)), found)

    def _surely(self, formula: Formula, value: Exact) -> bool:
        try:
            return holds(self.pool, formula, value)
        except UnsureError:
            return False

    @cached_property
    def _vectors(self) -> list[Exact]:
        """Requests at the edges of what either version allows, and just beyond them."""
        from modelmint.vectors.derive import derive

        return [exact(vector.request) for model in (self.old, self.new) for vector in derive(model)]

    def _checked(self, place: Place, value: Json) -> bool:
        """By the reference validator, which knows nothing of our proofs."""
        if place.direction == "request":
            return not validate(self.old, value) and bool(validate(self.new, value))
        before, after = self.old.output, self.new.output
        return before is not None and after is not None and accepts(after, value) and not accepts(before, value)

    def _focus(self, change: Change) -> Formula | None:
        """The formula of the requests that use what changed; None where no request can show it."""
        place, steps = change.place, change.place.steps
        if change.code in _ABOUT_PRESENCE:
            return self._wrapped(steps, TRUE)
        if change.code in _ABOUT_ABSENCE and steps and isinstance(steps[-1], Field):
            return self._wrapped(steps[:-1], -has(self.pool, steps[-1].name))
        if place.rule is not None:
            return -read_rule(self.pool, self.new, place.rule)
        if place.types is None:
            return TRUE if change.code == "unknown-refused" else None
        refusing = place.types[1 if place.direction == "request" else 0]
        return self._wrapped(steps, -read_type(self.pool, refusing))

    def _wrapped(self, steps: tuple[Step, ...], formula: Formula) -> Formula:
        """The formula, said of the value that the steps lead to."""
        for step in reversed(steps):
            formula = self._one_up(step, formula)
        return formula

    def _one_up(self, step: Step, formula: Formula) -> Formula:
        pool = self.pool
        match step:
            case Field():
                return pool.all((has(pool, step.name), pool.field(step.name, formula)))
            case Items(index=None):
                return pool.all((pool.atom(ops.AT_LEAST, 1), -pool.atom(ops.REST, 0, -formula)))
            case Items(index=int(index)):
                return -pool.atom(ops.ITEM, index, -formula)
            case Values():
                return -pool.keys(pool.kind(STRING), -formula)
            case _:
                return formula

    def unexplained(self, place: Place, changes: Iterable[Change]) -> Change | None:
        """A request that is refused now for none of the changes; only declared names are used."""
        requests = [change for change in changes if change.place.direction == "request"]
        told = (self._focus(change) for change in requests if change.level is Level.BREAKING or change.expected)
        before = read_model(self.pool, self.old, closed=True)
        found = self._found((before, -self._requests[1], *(-focus for focus in told if focus is not None)))
        if isinstance(found, Nothing):
            return None
        value = plain(found)
        place = replace(place.at("request"), direction="request")
        return replace(made("refused-unexplained", place), witness=value) if self._checked(place, value) else None
