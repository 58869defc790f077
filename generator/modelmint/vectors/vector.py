"""A test vector: a request, and everything that is wrong with it."""

from __future__ import annotations

from modelmint.ir.frozen import frozen
from modelmint.validate import Problem


@frozen
class Vector:
    """A request with the problems that every validator must list for it, in this order; none for a valid one.

    `name` says in a few words what is special about the request, and is another for each vector of a model.
    `request` holds what JSON has, numbers as `int` or `float`, and also NaN, infinities and whole numbers of any size.
    """

    name: str
    request: dict[str, object]
    problems: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with the request."""
        return not self.problems
