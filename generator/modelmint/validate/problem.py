"""What is wrong with a request: one shape for every validator, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json
from modelmint.validate.nearest import Nearest
from modelmint.validate.quote import quote

LIMIT = 100
"""The most problems that a validator lists. One more, of code `too-many-problems`, says that there are others."""

CODES: dict[str, str] = {
    "required": "a parameter or field that must be given is missing",
    "unknown": "no parameter or field has this name",
    "null": "null, where a value is needed",
    "wrong-type": "a value of another kind, such as text for a number",
    "not-finite": "a number that is NaN or infinite",
    "below": "a number that is too small",
    "above": "a number that is too large",
    "not-multiple": "a number that is no multiple of the step",
    "too-short": "text with too few characters",
    "too-long": "text with too many characters",
    "no-match": "text that does not match the pattern",
    "not-allowed": "none of the allowed values",
    "too-few": "an array or object with too few members",
    "too-many": "an array or object with too many members",
    "not-unique": "an array with equal items",
    "too-few-matching": "an array with too few items of a kind that it must contain",
    "too-many-matching": "an array with too many items of a kind",
    "no-member": "a value that none of the alternatives accepts",
    "ambiguous": "a value that more than one of the alternatives accepts",
    "too-deep": "a value that is nested too deeply, holds itself, or is too large to look at",
    "needs": "a parameter is missing that a rule asks for",
    "forbidden": "a parameter is given that a rule excludes",
    "one-of": "too few or too many parameters of a group are given",
    "limited": "a value that is allowed in general, and not together with the others",
    "too-many-problems": "more problems than are listed",
}
"""Every code of a problem, and what it means."""


@frozen
class Problem:
    """One thing wrong with a request.

    `path` is where, such as `colors[2].hex`; empty means the request as a whole. `expected` and `got` are
    words, `got` quoting at most 80 characters and no file or secret. `meant` is what may be suggested instead,
    or where to look for it.
    """

    path: str
    code: str
    expected: str
    got: str
    meant: Nearest | Json = field(default=None, repr=False)  # it holds what came, secrets too

    @property
    def suggestion(self) -> Json:
        """The nearest allowed value or known name, if one is near. It is looked for when it is read."""
        return self.meant.found() if isinstance(self.meant, Nearest) else self.meant

    @property
    def message(self) -> str:
        """The problem in one sentence, without its place."""
        suggestion = self.suggestion
        hint = "" if suggestion is None else f"; did you mean {quote(suggestion)}?"
        return f"expected {self.expected}, got {self.got}{hint}"

    def __str__(self) -> str:
        return f"{self.path or 'request'}: {self.message}"


def listed(found: Iterator[Problem]) -> list[Problem]:
    """The problems in order: all of them, or the first `LIMIT` and a last one that says that there are more."""
    problems: list[Problem] = []
    for problem in found:
        if len(problems) == LIMIT:
            return [*problems, Problem("", "too-many-problems", f"at most {LIMIT} problems", "more of them")]
        problems.append(problem)
    return problems
