"""For a request that is refused now: the nearest one that is not."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.drift.change import Change
from modelmint.drift.containment.models import has, read_model
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.search import Search
from modelmint.drift.containment.value import Nothing, exact, plain
from modelmint.ir.model import Model
from modelmint.ir.value import UNSET, Json
from modelmint.validate import validate

Request = dict[str, Json]


class Remedies:
    """Mends requests for the new version of a model."""

    def __init__(self, old: Model, new: Model) -> None:
        self.old = old
        self.new = new
        self.pool = Pool()
        self.search = Search(self.pool)
        self._valid = read_model(self.pool, new)

    def pair(self, change: Change) -> tuple[Request, Request] | None:
        """A call before the change and the call that does it afterwards; None where there is none to show."""
        if change.place.direction != "request":
            return None
        if change.code in {"default-changed", "default-removed"}:
            return self._kept_default(change)
        witness = change.witness
        if not isinstance(witness, dict):
            return None
        mended = next(self._mended(change, witness), None)
        return None if mended is None else (witness, mended)

    def _kept_default(self, change: Change) -> tuple[Request, Request] | None:
        """The same call, and the one that states the old default."""
        name = change.place.parameter or ""
        parameter = self.old.parameter(name)
        if parameter is None or parameter.default is UNSET or change.path != f"{name}.default":
            return None
        found = self._found({name: parameter.default}, [])
        return None if found is None else ({key: found[key] for key in found if key != name}, found)

    def _mended(self, change: Change, witness: Request) -> Iterator[Request]:
        """Ever looser attempts: all as it was, the parameter with another value, without it, one thing less."""
        name = change.place.parameter or ""
        known = {key: value for key, value in witness.items() if self.new.parameter(key) is not None}
        if change.code == "parameter-renamed" and name in witness:
            known = {**known, change.new: witness[name]}
        others = {key: value for key, value in known.items() if key != name}
        free = [has(self.pool, name)] if self.new.parameter(name) is not None else []
        attempts = [(known, []), (others, free), (others, [])]
        attempts += [({key: value for key, value in known.items() if key != left}, []) for left in reversed(known)]
        for kept, more in (*attempts, ({}, [])):
            found = self._found(kept, more)
            if found is not None:
                yield found

    def _found(self, kept: Request, more: list[Formula]) -> Request | None:
        """A request that is valid now and has these values, checked by the reference validator."""
        pool = self.pool
        fixed = (pool.field(name, pool.values((exact(value),))) for name, value in kept.items())
        present = (has(pool, name) for name in kept)
        found = self.search.find((self._valid, *fixed, *present, *more))
        if isinstance(found, Nothing):
            return None
        request = plain(found)
        assert isinstance(request, dict)
        names = [*(each.name for each in self.new.parameters if each.name in request), *request]
        ordered = {name: request[name] for name in names}
        return ordered if not validate(self.new, ordered) else None
