"""How the values of two types relate: by proof, in both directions."""

from __future__ import annotations

from enum import Enum

from modelmint.drift.containment.contain import escape
from modelmint.drift.containment.models import read_type
from modelmint.drift.containment.pool import Pool
from modelmint.drift.containment.value import Found, Nothing
from modelmint.ir.types import Type


class Relation(Enum):
    """What a type became: it takes the same values, more, fewer, others, or we cannot tell."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"
    UNKNOWN = "unknown"


def relate(old: Type, new: Type) -> Relation:
    """How the values of the new type relate to those of the old."""
    pool = Pool()
    before, after = read_type(pool, old), read_type(pool, new)
    if before == after:
        return Relation.SAME
    lost, gained = escape(pool, before, after), escape(pool, after, before)
    if Nothing.UNKNOWN in (lost, gained):
        return _partly_known(lost, gained)
    if lost is Nothing.EMPTY:
        return Relation.SAME if gained is Nothing.EMPTY else Relation.WIDER
    return Relation.NARROWER if gained is Nothing.EMPTY else Relation.OTHER


def _partly_known(lost: Found, gained: Found) -> Relation:
    """One direction may be known still: what certainly lost values and may have gained some is other."""
    known = lost if gained is Nothing.UNKNOWN else gained
    return Relation.UNKNOWN if isinstance(known, Nothing) else Relation.OTHER
