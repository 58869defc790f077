"""The schema against itself and its own prose: one rule a file."""

from __future__ import annotations

from typing import Final

from modelmint.diagnostics.finding import Finding
from modelmint.ir.model import Model
from modelmint.ir.origin import Origin
from modelmint.ir.refusals import lift
from modelmint.lint.row import Row
from modelmint.lint.rules import (
    alias_in_prose,
    count_contradicts_prose,
    count_only_in_prose,
    default_contradicts_prose,
    default_only_in_prose,
    default_refused,
    deprecated_only_in_prose,
    example_refused,
    exclusive_only_in_prose,
    integer_as_number,
    length_contradicts_prose,
    length_only_in_prose,
    list_as_string,
    nothing_allowed,
    one_of_only_in_prose,
    only_when_only_in_prose,
    pattern_not_enforced,
    price_without_parameter,
    range_contradicts_prose,
    range_only_in_prose,
    required_contradicts_prose,
    required_when_only_in_prose,
    unit_contradicts_name,
    values_contradict_prose,
    values_only_in_prose,
)

__all__ = ["RULES", "Row", "lint"]

RULES: Final[tuple[Row, ...]] = (
    nothing_allowed.RULE,
    default_refused.RULE,
    example_refused.RULE,
    range_contradicts_prose.RULE,
    range_only_in_prose.RULE,
    length_contradicts_prose.RULE,
    length_only_in_prose.RULE,
    count_contradicts_prose.RULE,
    count_only_in_prose.RULE,
    values_contradict_prose.RULE,
    values_only_in_prose.RULE,
    default_contradicts_prose.RULE,
    default_only_in_prose.RULE,
    required_contradicts_prose.RULE,
    required_when_only_in_prose.RULE,
    only_when_only_in_prose.RULE,
    one_of_only_in_prose.RULE,
    exclusive_only_in_prose.RULE,
    deprecated_only_in_prose.RULE,
    alias_in_prose.RULE,
    unit_contradicts_name.RULE,
    integer_as_number.RULE,
    list_as_string.RULE,
    pattern_not_enforced.RULE,
    price_without_parameter.RULE,
)
"""Every rule, in the order in which its findings come."""


def lint(model: Model, document_file: str) -> list[Finding]:
    """What the model's document says against itself, rule by rule.

    The model is the one read and normalised, before corrections: a finding that a correction answers is
    told from others by its code and parameter. Places are in `document_file`. What reading did not
    understand has its own findings: here, the model is what was understood.
    """
    understood = lift(model)
    return [
        Finding(
            row.code,
            row.severity,
            found.message,
            Origin(document_file, found.origin.pointer),
            str(model.ref),
            found.parameter,
            found.hint,
        )
        for row in RULES
        for found in row.check(understood)
    ]
