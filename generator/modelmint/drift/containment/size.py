"""How long a text or a list is, or how many keys an object has, within some atoms."""

from __future__ import annotations

from modelmint.drift.containment.pool import Formula, Pool


def size(pool: Pool, atoms: list[Formula], at_least: str, at_most: str) -> tuple[int, int | None]:
    """The least and the greatest size that all the atoms leave; None where there is no greatest.

    An atom that must not hold sets the other end: what is not at most 3 long is at least 4 long.
    """
    least, most = 0, None
    for atom in atoms:
        op, args = pool.op[abs(atom)], pool.args[abs(atom)]
        if op == (at_least if atom > 0 else at_most):
            least = max(least, args[0] + (atom < 0))
        elif op in (at_least, at_most):
            limit = args[0] - (atom < 0)
            most = limit if most is None else min(most, limit)
    return least, most
