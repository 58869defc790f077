"""Cases of drift as people write them: two models in TOML, their types in the words of JSON Schema."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from modelmint.config import DriftPolicy
from modelmint.drift import Change, diff, unreachable
from modelmint.ir.ids import ModelRef
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Capability, Endpoint, Example, Modalities, Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Condition, Evidence, Forbids, Is, Limits, OneOf, Present, Requires, Rule, Test
from modelmint.ir.types import (
    Any as AnyType,
)
from modelmint.ir.types import (
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import UNSET

REF = ModelRef("made-up", "painter")
HERE = Origin("case.toml")
NO_EVIDENCE = Evidence("", "")


@dataclass(frozen=True)
class Case:
    """One change: the models before and after, the day, the policy, and the rows of the list of kinds it shows."""

    old: Model | None
    new: Model | None
    today: date | None
    policy: DriftPolicy
    kinds: tuple[str, ...]
    unreachable: str | None = None

    def changes(self) -> tuple[Change, ...]:
        """What the case changes."""
        if self.unreachable and self.old:
            return (unreachable(self.old, self.unreachable),)
        return diff(self.old, self.new, self.today, self.policy)


def read_case(file: Path) -> Case:
    """The case of a file."""
    table = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    policy = {key: tuple(value) if isinstance(value, list) else value for key, value in table.get("policy", {}).items()}
    old, new = (read_model(table[side]) if side in table else None for side in ("old", "new"))
    return Case(
        old, new, table.get("today"), DriftPolicy(**policy), tuple(table.get("kinds", ())), table.get("unreachable")
    )


def read_model(table: dict[str, Any]) -> Model:
    """A model; every key is optional."""
    life = table.get("lifecycle", {})
    return Model(
        REF,
        table.get("name", "Painter"),
        HERE,
        summary=table.get("summary", ""),
        endpoints=tuple(Endpoint(*each.split()) for each in table.get("endpoints", ())),
        modalities=Modalities(tuple(table.get("takes", ())), tuple(table.get("gives", ()))),
        parameters=tuple(read_parameter(*each) for each in table.get("parameters", {}).items()),
        rules=tuple(map(read_rule, table.get("rules", ()))),
        prices=tuple(map(read_price, table.get("prices", ()))),
        lifecycle=Lifecycle(**life),
        examples=tuple(Example(each, HERE) for each in table.get("examples", ())),
        capabilities=tuple(Capability(*each, HERE) for each in table.get("capabilities", {}).items()),
        additional=read_type(table["additional"]) if "additional" in table else None,
        output=read_type(table["output"]) if "output" in table else None,
        unreadable=table.get("unreadable"),
    )


def read_parameter(name: str, schema: dict[str, Any]) -> Parameter:
    """A parameter, which says in its type whether it is required."""
    return Parameter(
        name,
        read_type(schema),
        HERE,
        required=schema.get("required") is True,
        default=None if schema.get("default") == "null" else schema.get("default", UNSET),
        doc=schema.get("description", ""),
        deprecated=schema.get("deprecated", False),
    )


def read_type(schema: dict[str, Any]) -> Type:
    """A type; `nullable` and `media` are as in our own model."""
    inner = _plain(schema)
    return Nullable(inner) if schema.get("nullable") else inner


def _plain(schema: dict[str, Any]) -> Type:
    if "const" in schema:
        return Const(schema["const"])
    if "enum" in schema:
        return Enum(tuple(schema["enum"]), schema.get("open", False))
    if "anyOf" in schema:
        members = tuple(_null(each) if each == {"type": "null"} else read_type(each) for each in schema["anyOf"])
        return UnionOf(members, schema.get("discriminator"))
    return _KINDS[schema.get("type", "any")](schema)


def _null(_: dict[str, Any]) -> Type:
    return Const(None)


def _text(schema: dict[str, Any]) -> Type:
    names = (("minLength", "min_length"), ("maxLength", "max_length"))
    limits = {ours: schema[theirs] for theirs, ours in names if theirs in schema}
    return String(**limits, **{key: schema[key] for key in ("pattern", "format", "media") if key in schema})


def _range(schema: dict[str, Any]) -> Range:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    exclusive = "exclusiveMinimum" in schema, "exclusiveMaximum" in schema
    return Range(None if low is None else Decimal(low), None if high is None else Decimal(high), *exclusive)


def _step(schema: dict[str, Any]) -> Decimal | None:
    return Decimal(schema["multipleOf"]) if "multipleOf" in schema else None


def _array(schema: dict[str, Any]) -> Type:
    return Array(
        read_type(schema.get("items", {})),
        tuple(map(read_type, schema.get("prefixItems", ()))),
        schema.get("minItems"),
        schema.get("maxItems"),
        schema.get("uniqueItems", False),
        (_contains(schema),) if "contains" in schema else (),
    )


def _contains(schema: dict[str, Any]) -> Contains:
    return Contains(read_type(schema["contains"]), schema.get("minContains", 1), schema.get("maxContains"))


def _record(schema: dict[str, Any]) -> Type:
    if "properties" not in schema:
        return Map(read_type(schema.get("values", {})), None, schema.get("minProperties"), schema.get("maxProperties"))
    fields = tuple(read_parameter(*each) for each in schema["properties"].items())
    additional = read_type(schema["additional"]) if "additional" in schema else None
    return Record(schema.get("title", ""), fields, additional)


_KINDS = {
    "string": _text,
    "integer": lambda schema: Integer(_range(schema), _step(schema)),
    "number": lambda schema: Number(_range(schema), _step(schema)),
    "boolean": lambda _: Boolean(),
    "array": _array,
    "object": _record,
    "any": lambda _: AnyType(),
}


def read_rule(table: dict[str, Any]) -> Rule:
    """A rule: `requires`, `forbids` or `one_of` with names, or `limits` with a name and `to`."""
    rest = (table.get("level", "error"), NO_EVIDENCE, HERE)
    when = read_condition(table.get("when", {}))
    if "requires" in table:
        return Requires(when, tuple(table["requires"]), *rest)
    if "forbids" in table:
        return Forbids(when, tuple(table["forbids"]), *rest)
    if "one_of" in table:
        return OneOf(when, tuple(table["one_of"]), *rest, table.get("least", 1), table.get("most", 1))
    return Limits(when, table["limits"], read_type(table["to"]), *rest)


def read_condition(table: dict[str, Any]) -> Condition:
    """Tests by parameter: "present", "absent", or the values that it may have."""
    return tuple(_test(name, value) for name, value in table.items())


def _test(name: str, value: Any) -> Test:
    if isinstance(value, list):
        return Is(name, tuple(value))
    return {"present": Present(name), "absent": Absent(name)}[value]


def read_price(table: dict[str, Any]) -> Price:
    """A price: a label, an amount, a unit, and whatever `Price` names besides."""
    facts = {**table, "amount": Decimal(table["amount"]), "per": Decimal(table.get("per", 1))}
    when = read_condition(facts.pop("when", {}))
    return Price(currency=facts.pop("currency", "USD"), origin=HERE, when=when, **facts)
