"""The default that a description states, read as a value of the parameter's type."""

from __future__ import annotations

from decimal import Decimal

from modelmint.ir.types import Boolean, Enum, Integer, Number, String, Type
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.lint.prose.defaults import Claim
from modelmint.lint.prose.sentence import to_number

_WORDS = {"true": True, "on": True, "enabled": True, "yes": True, "false": False, "off": False, "disabled": False}


def stated(claim: Claim, type_: Type) -> Json | Unset:
    """The value that the claim's word means, or UNSET if it means none of the type for sure."""
    if isinstance(type_, Boolean):
        return _WORDS.get(claim.value.casefold(), UNSET)
    if isinstance(type_, Integer | Number):
        return _number(claim.value)
    if isinstance(type_, Enum):
        return _one_of(claim, type_)
    return claim.value if isinstance(type_, String) and claim.quoted else UNSET


def _number(text: str) -> Decimal | Unset:
    try:
        return to_number(text)
    except ArithmeticError:
        return UNSET


def _one_of(claim: Claim, type_: Enum) -> Json | Unset:
    """An allowed value by its word; a quoted word that is none is meant, too."""
    for value in type_.values:
        if str(value).casefold() == claim.value.casefold():
            return value
    return claim.value if claim.quoted else UNSET
