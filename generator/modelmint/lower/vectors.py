"""The test vectors of a model as templates see them: lines of JSON, derived when a template first asks."""

from __future__ import annotations

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model

_MOST = 2000


@frozen
class Rows:
    """Test vectors, each as one line of JSON as `modelmint.vectors.text` spells it; `rows(...)` prints them."""

    lines: tuple[str, ...]


@frozen
class VectorsView:
    """The vectors of a model: right requests, and requests that are wrong in one way, with their problem."""

    model: Model
    valid: Rows
    invalid: Rows

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.valid.lines or self.invalid.lines)


# Several packs print the same vectors; a model is told by identity, which the view keeps from being used again.
_VIEWS: dict[int, VectorsView] = {}


def vectors_view(model: Model) -> VectorsView:
    """The vectors of a model, derived when they are first asked for."""
    known = _VIEWS.get(id(model))
    if known is None:
        if len(_VIEWS) >= _MOST:
            _VIEWS.clear()
        known = _VIEWS[id(model)] = _view(model)
    return known


def forget() -> None:
    """Hold no model any longer."""
    _VIEWS.clear()


def _view(model: Model) -> VectorsView:
    from modelmint.vectors.derive import derive  # most commands print none
    from modelmint.vectors.text import line

    rows = derive(model)
    valid = Rows(tuple(line(row) for row in rows if row.valid))
    return VectorsView(model, valid, Rows(tuple(line(row) for row in rows if not row.valid)))
