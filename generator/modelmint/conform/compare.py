"""All forms asked about all vectors, and where they do not say what the reference says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from modelmint.conform.chance import by_chance
from modelmint.conform.form import Answer, Form, Refusal
from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.validate import Problem
from modelmint.validate.equal import equal
from modelmint.vectors.derive import derived
from modelmint.vectors.vector import Vector


@frozen
class Disagreement:
    """A request of which a form does not say what the reference says."""

    model: str
    vector: Vector
    found: tuple[Problem, ...]


@dataclass
class Tally:
    """What a form said: how often what the reference says, where not, and why it did not judge."""

    form: str
    agreed: int = 0
    disagreed: list[Disagreement] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, model: Model, vector: Vector, answer: Answer, *, detailed: bool) -> None:
        """Count an answer."""
        if isinstance(answer, Refusal):
            self.refused[answer.reason] += 1
        elif agrees(vector.problems, answer, detailed=detailed):
            self.agreed += 1
        else:
            self.disagreed.append(Disagreement(str(model.ref), vector, tuple(answer)))


@dataclass
class Report:
    """What came of a run. `lacking` names, by model, what no vector could be made for."""

    tallies: list[Tally]
    models: int = 0
    vectors: int = 0
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def disagreements(self) -> int:
        """How many there are, over all forms."""
        return sum(len(tally.disagreed) for tally in self.tallies)


@frozen
class Chance:
    """How many requests by chance are made of each model's vectors, beside them, and from which seed."""

    count: int = 0
    seed: int = 0


NONE: Final = Chance()


def conform(
    models: Sequence[Model],
    forms: Sequence[Form],
    chance: Chance = NONE,
    advance: Callable[[object, object], None] | None = None,
) -> Report:
    """Ask every form about every vector of every model.

    `advance` is called for each model that is done. A model of which nothing could be read has no vectors.
    """
    report = Report([Tally(form.name) for form in forms])
    with ExitStack() as stack:
        for form in forms:
            stack.callback(form.close)
            form.prepare(models, Path(stack.enter_context(TemporaryDirectory(prefix="modelmint-"))))
        for model in models:
            _ask(model, forms, report, chance)
            if advance is not None:
                advance(model, None)
    return report


def _ask(model: Model, forms: Sequence[Form], report: Report, chance: Chance) -> None:
    result = derived(model)
    vectors = (*result.vectors, *by_chance(model, result.vectors, chance.count, chance.seed))
    report.models += 1
    report.vectors += len(vectors)
    if result.missing:
        report.lacking[str(model.ref)] = result.missing
    for form, tally in zip(forms, report.tallies, strict=True):
        answers = form.validate(model, [vector.request for vector in vectors]) if vectors else []
        for vector, answer in zip(vectors, answers, strict=True):
            tally.add(model, vector, answer, detailed=form.detailed)


def agrees(wanted: Sequence[Problem], found: Sequence[Problem], *, detailed: bool) -> bool:
    """Whether two lists of problems say the same, in the same order; without details, whether both are empty or not."""
    if not detailed:
        return bool(wanted) == bool(found)
    return len(wanted) == len(found) and all(map(_same, wanted, found))


def _same(one: Problem, other: Problem) -> bool:
    words = (one.path, one.code, one.expected, one.got) == (other.path, other.code, other.expected, other.got)
    return words and equal(one.suggestion, other.suggestion)


def differences(wanted: Iterable[Problem], found: Iterable[Problem]) -> Iterator[tuple[str, str]]:
    """The two lists side by side from where they part, a problem in words each; empty where one has ended."""
    parted = False
    for one, other in zip_longest(wanted, found):
        parted = parted or one is None or other is None or not _same(one, other)
        if parted:
            yield _words(one), _words(other)


def _words(problem: Problem | None) -> str:
    return "" if problem is None else f"{problem.code} {problem}"
