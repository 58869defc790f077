"""One value that is worth trying for a type, and what is special about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json


@frozen
class Case:
    """A value, right unless `code` says how it is wrong, and `path` where within a request.

    `label` says in a few words what is special about it. A `suggestion` is one that the problem must have.
    """

    value: object
    label: str
    path: str
    code: str = ""
    suggestion: Json = None

    def within(self, value: object) -> Case:
        """The same case with its value inside another: the place of what is special does not change."""
        return Case(value, self.label, self.path, self.code, self.suggestion)


def distinct(cases: Iterable[Case], most: int) -> Iterator[Case]:
    """The first few cases of each place and code."""
    seen: dict[tuple[str, str], int] = {}
    for case in cases:
        count = seen[case.path, case.code] = seen.get((case.path, case.code), 0) + 1
        if count <= most:
            yield case
