"""What is wrong with a request, told before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..errors import ValidationError


class Problem(NamedTuple):
    """One thing that is wrong: the parameter's path, a worded code, and a message that says what was expected."""

    parameter: str
    code: str
    message: str


def unchecked(request: dict[str, Any]) -> Sequence[Problem]:
    """No problems: for a model without a validator."""
    return ()


def validation_error(model: str, problems: Sequence[Problem]) -> ValidationError:
    """The error that tells all the problems at once."""
    from ..errors import ValidationError

    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    names, codes = (max(len(problem[column]) for problem in problems) for column in (0, 1))
    rows = (f"  {problem.parameter:<{names}}  {problem.code:<{codes}}  {problem.message}" for problem in problems)
    text = "\n".join((f"{count} in {model}", *rows))
    return ValidationError(text, model=model, problems=tuple(problems))
