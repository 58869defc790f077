"""The keys of an overlay and the shape of each value, by what a correction is about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from modelmint.shape.kinds import (
    ANY,
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    SAID,
    Either,
    Key,
    Many,
    Named,
    Shape,
    Table,
    Text,
)

TYPE_WORDS: Final = ("string", "integer", "number", "boolean", "enum", "array", "map", "union", "any", "nothing")


def _table(keys: Mapping[str, Shape], *required: str) -> Table:
    """A table whose keys speak for themselves."""
    return Table({name: Key(shape, required=name in required) for name, shape in keys.items()})


_BOUNDS: Final[dict[str, Shape]] = {"min": NUMBER, "max": NUMBER, "exclusive_min": FLAG, "exclusive_max": FLAG}
RANGE: Final = _table(_BOUNDS)
SPAN: Final = _table({"min": COUNT, "max": COUNT})
OPTIONS: Final = Many(ANY, least=1)


def _type() -> Shape:
    return Either((Text(values=TYPE_WORDS), _type_table()))


def _type_table() -> Table:
    inner: dict[str, Shape] = {"items": TYPE, "values": TYPE, "any_of": Many(TYPE, least=2), "nullable": FLAG}
    return _table({"type": Text(values=TYPE_WORDS), **_CONSTRAINTS, **inner}, "type")


TYPE: Final = Named("type", _type)
"""A word, or a table that says more. It can hold itself."""
_CONSTRAINTS: Final[dict[str, Shape]] = {
    **_BOUNDS,
    "multiple_of": NUMBER,
    "min_length": COUNT,
    "max_length": COUNT,
    "pattern": Text(),
    "format": Text(),
    "media": Text(),
    "options": OPTIONS,
    "open": FLAG,
    "min_items": COUNT,
    "max_items": COUNT,
    "unique": FLAG,
    "contains": TYPE,
    "min_contains": COUNT,
    "max_contains": COUNT,
}


LIMIT: Final = _table(_CONSTRAINTS)

_SCALAR: Final = Either((Text(), NUMBER, FLAG))
TEST: Final = Either((_SCALAR, Many(_SCALAR, least=1), _table({"present": FLAG}, "present")))
CONDITION: Final = Table(others=TEST)

PARAMETER_ASPECTS: Final = MappingProxyType[str, Shape](
    {
        "type": TYPE,
        "doc": Text(),
        "default": ANY,
        "required": FLAG,
        "range": RANGE,
        "multiple_of": NUMBER,
        "length": SPAN,
        "pattern": Text(),
        "format": Text(),
        "media": Text(),
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
        "summary": Text(),
        "category": Text(),
        "provider": Text(),
        "notes": Text(),
        "task": SAID,
        "unread": Many(Text()),
    }
)
"""`model.aspect`; `task` names the parameter that chooses what the model does.

`unread` holds the places of what is not understood, and for which requests are refused.
"""

PRICE_ASPECTS: Final = MappingProxyType[str, Shape](
    {
        "when": CONDITION,
        "count": SAID,
        "qualifier": Text(),
        "amount": NUMBER,
        "unit": SAID,
        "per": NUMBER,
        "meter": SAID,
        "was": NUMBER,
        "starts_on": DAY,
    }
)
"""`price.LABEL.aspect`; the label is the provider's word for the charge."""

_EVIDENCE: Final = {
    "why": Key(SAID, "why it is so, in one sentence", required=True),
    "source": Key(SAID, "where that is written", required=True),
    "expires": Key(DAY, "the day after which someone must look again; it applies beyond that day"),
}

CORRECTION: Final = Table(
    {
        "at": Key(
            SAID,
            "the fact: PARAMETER.aspect (scenes[].prompt.length for a field inside), lifecycle.aspect, model.aspect or "
            "price.LABEL.aspect",
            required=True,
        ),
        "was": Key(ANY, "what the document says; left out, it says nothing"),
        "now": Key(ANY, "what is true; left out, the fact goes"),
        **_EVIDENCE,
    }
)

_NAMES: Final = Many(SAID, "a list of names", least=1)

RULE: Final = Table(
    {
        "when": Key(CONDITION, "the rule holds where each parameter has one of these values; always, if left out"),
        "requires": Key(_NAMES, "parameters that must all be present"),
        "forbids": Key(_NAMES, "parameters of which none may be present"),
        "one_of": Key(_NAMES, "parameters of which exactly one must be present"),
        "at_least_one_of": Key(_NAMES, "parameters of which one or more must be present"),
        "at_most_one_of": Key(_NAMES, "parameters of which no two may be present"),
        "limits": Key(Table(others=LIMIT), "what each parameter is narrowed to, if present"),
        "only_when": Key(
            CONDITION, "the parameters under `parameters` belong to requests of which this holds, and to no others"
        ),
        "parameters": Key(_NAMES, "what `only_when` is about"),
        "level": Key(
            Text(values=("error", "advice")), "an error refuses the request; advice is documentation", required=True
        ),
        "was": Key(
            Table(others=ANY),
            "what the document says that the rule rests on, by place; a change asks for a review",
        ),
        **_EVIDENCE,
    }
)

_ENTRY: Final = Table(others=ANY)
OVERLAY: Final = _table({"correct": Many(_ENTRY), "rule": Many(_ENTRY)})
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
