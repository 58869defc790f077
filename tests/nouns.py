"""Short spellings of the model's nouns, for tests."""

from __future__ import annotations

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Evidence, Rule
from modelmint.ir.types import Type
from modelmint.ir.value import UNSET, Json, Unset

HERE = Origin("test.json")
WHY = Evidence("a test", "this file")


def parameter(name: str, type_: Type, *, required: bool = False, default: Json | Unset = UNSET) -> Parameter:
    return Parameter(name, type_, HERE, required=required, default=default)


def model(*parameters: Parameter, rules: tuple[Rule, ...] = (), additional: Type | None = None) -> Model:
    return Model(ModelRef("test", "model"), "Model", HERE, parameters=parameters, rules=rules, additional=additional)
