"""Requests by chance: vectors of a model mixed, so that several things are wrong at once, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from modelmint.ir.model import Model
from modelmint.validate import LIMIT, validate
from modelmint.vectors.vector import Vector

Request = dict[str, object]

_MANY = 20
"""One request in so many has more problems than are listed."""


def by_chance(model: Model, vectors: Sequence[Vector], count: int, seed: int) -> Iterator[Vector]:
    """So many requests made of the vectors of a model, with all their problems; the same for the same seed."""
    random = Random(f"{seed} {model.ref}".encode("utf-8", "surrogatepass"))
    for number in range(count if vectors else 0):
        request = _mixed(random, vectors)
        if number % _MANY == _MANY - 1:
            request |= {f"unknown {place}": place for place in range(LIMIT + random.randint(-2, 2))}
        yield Vector(f"by chance, {number + 1}", request, tuple(validate(model, request)))


def _mixed(random: Random, vectors: Sequence[Vector]) -> Request:
    """Two to five requests in one, some values given to other parameters, and the members in any order."""
    request: Request = {}
    for vector in random.choices(vectors, k=random.randint(2, 5)):
        request |= vector.request
    if request and random.random() < 0.5:
        request[random.choice(list(request))] = random.choice(list(request.values()))
    if request and random.random() < 0.3:
        del request[random.choice(list(request))]
    members = list(request.items())
    random.shuffle(members)
    return dict(members)
