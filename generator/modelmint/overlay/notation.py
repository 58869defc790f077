"""The keys of an overlay and the shape of each value, by what a correction is about."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from modelmint.overlay.shape import (
    ANY,
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    SAID,
    TEXT,
    Either,
    ListOf,
    Named,
    Shape,
    Table,
    Word,
)

TYPE_WORDS: Final = ("string", "integer", "number", "boolean", "enum", "array", "map", "union", "any")

_BOUNDS: Final[dict[str, Shape]] = {"min": NUMBER, "max": NUMBER, "exclusive_min": FLAG, "exclusive_max": FLAG}
RANGE: Final = Table(_BOUNDS)
SPAN: Final = Table({"min": COUNT, "max": COUNT})
OPTIONS: Final = ListOf(ANY, least=1)

_CONSTRAINTS: Final[dict[str, Shape]] = {
    **_BOUNDS,
    "multiple_of": NUMBER,
    "min_length": COUNT,
    "max_length": COUNT,
    "pattern": TEXT,
    "format": TEXT,
    "media": TEXT,
    "options": OPTIONS,
    "open": FLAG,
    "min_items": COUNT,
    "max_items": COUNT,
    "unique": FLAG,
}


def _type() -> Shape:
    return Either((Word(TYPE_WORDS), _type_table()))


def _type_table() -> Table:
    return Table(
        {
            "type": Word(TYPE_WORDS),
            **_CONSTRAINTS,
            "items": TYPE,
            "values": TYPE,
            "any_of": ListOf(TYPE, least=2),
            "nullable": FLAG,
        },
        needed=("type",),
    )


TYPE: Final = Named("type", _type)
"""A word, or a table that says more. It can hold itself."""
LIMIT: Final = Table(_CONSTRAINTS)

_SCALAR: Final = Either((TEXT, NUMBER, FLAG))
TEST: Final = Either((_SCALAR, ListOf(_SCALAR, least=1), Table({"present": FLAG}, needed=("present",))))
CONDITION: Final = Table({}, rest=TEST)

PARAMETER_ASPECTS: Final = MappingProxyType[str, Shape](
    {
        "type": TYPE,
        "doc": TEXT,
        "default": ANY,
        "required": FLAG,
        "range": RANGE,
        "multiple_of": NUMBER,
        "length": SPAN,
        "pattern": TEXT,
        "format": TEXT,
        "media": TEXT,
        "options": OPTIONS,
        "open": FLAG,
        "count": SPAN,
        "nullable": FLAG,
        "client_name": SAID,
        "hidden": FLAG,
        "deprecated": FLAG,
    }
)
"""`PARAMETER.aspect`: documentation, type and the rest of what a parameter is."""

LIFECYCLE_ASPECTS: Final = MappingProxyType[str, Shape](
    {"deprecated": FLAG, "deprecated_on": DAY, "retires_on": DAY, "successor": SAID}
)
"""`lifecycle.aspect`."""

MODEL_ASPECTS: Final = MappingProxyType[str, Shape](
    {
        "name": SAID,
        "summary": TEXT,
        "category": TEXT,
        "provider": TEXT,
        "notes": TEXT,
        "task": SAID,
        "unread": ListOf(TEXT),
    }
)
"""`model.aspect`; `task` names the parameter that chooses what the model does.

`unread` holds the places of constraints that are not read, and for which requests are refused.
"""

PRICE_ASPECTS: Final = MappingProxyType[str, Shape](
    {
        "when": CONDITION,
        "count": SAID,
        "qualifier": TEXT,
        "amount": NUMBER,
        "unit": SAID,
        "per": NUMBER,
        "meter": SAID,
        "was": NUMBER,
        "starts_on": DAY,
    }
)
"""`price.LABEL.aspect`; the label is the provider's word for the charge."""

_EVIDENCE: Final[dict[str, Shape]] = {"why": SAID, "source": SAID, "expires": DAY}

CORRECTION: Final = Table(
    {"at": SAID, "was": ANY, "now": ANY, **_EVIDENCE},
    needed=("at", "why", "source"),
    notes={
        "at": "The fact: PARAMETER.aspect (scenes[].prompt.length for a field inside), lifecycle.aspect, "
        "model.aspect or price.LABEL.aspect",
        "was": "What the document says. Left out: it says nothing",
        "now": "What is true. Left out: the fact goes",
        "why": "Why it is so, in one sentence",
        "source": "Where that is written",
        "expires": "The day after which someone must look again; it applies beyond that day",
    },
)

_NAMES: Final = ListOf(SAID, least=1)

RULE: Final = Table(
    {
        "when": CONDITION,
        "requires": _NAMES,
        "forbids": _NAMES,
        "one_of": _NAMES,
        "at_least_one_of": _NAMES,
        "at_most_one_of": _NAMES,
        "limits": Table({}, rest=LIMIT),
        "only_when": CONDITION,
        "parameters": _NAMES,
        "level": Word(("error", "advice")),
        "was": Table({}, rest=ANY),
        **_EVIDENCE,
    },
    needed=("level", "why", "source"),
    notes={
        "when": "The rule holds where each parameter has one of these values; always, if left out",
        "requires": "Parameters that must all be present",
        "forbids": "Parameters of which none may be present",
        "one_of": "Parameters of which exactly one must be present",
        "at_least_one_of": "Parameters of which one or more must be present",
        "at_most_one_of": "Parameters of which no two may be present",
        "limits": "What each parameter is narrowed to, if present",
        "only_when": "The parameters under `parameters` belong to requests of which this holds, and to no others",
        "parameters": "What `only_when` is about",
        "level": "An error refuses the request; advice is documentation",
        "was": "What the document says that the rule rests on, by place: a change of it asks for a review",
        "why": "Why it is so, in one sentence",
        "source": "Where that is written",
        "expires": "The day after which someone must look again; it applies beyond that day",
    },
)

_ENTRY: Final = Table({}, rest=ANY)
OVERLAY: Final = Table({"correct": ListOf(_ENTRY), "rule": ListOf(_ENTRY)})
"""The whole file; each entry is then looked at by itself, so that one mistake leaves the others alone."""

COUNTED: Final = ("one_of", "at_least_one_of", "at_most_one_of")
"""Rules that count how many of their parameters are present."""

KINDS: Final = ("requires", "forbids", *COUNTED, "limits", "only_when")
"""What a rule says: exactly one of these keys."""


def aspect_shape(at: str) -> Shape | None:
    """The shape of the fact that `at` names, if there is such a fact."""
    target, _, aspect = at.rpartition(".")
    if target == "lifecycle" and aspect in LIFECYCLE_ASPECTS:
        return LIFECYCLE_ASPECTS[aspect]
    if target == "model" and aspect in MODEL_ASPECTS:
        return MODEL_ASPECTS[aspect]
    if target.startswith("price.") and aspect in PRICE_ASPECTS:
        return PRICE_ASPECTS[aspect]
    return PARAMETER_ASPECTS.get(aspect) if target else None


def known_aspects(at: str) -> tuple[str, ...]:
    """The facts there are about the target that `at` names."""
    target = at.rpartition(".")[0]
    if target in {"lifecycle", "model"}:
        return tuple(LIFECYCLE_ASPECTS if target == "lifecycle" else MODEL_ASPECTS)
    return tuple(PRICE_ASPECTS if target.startswith("price.") else PARAMETER_ASPECTS)
