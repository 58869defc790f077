"""What an overlay holds: corrections and rules, each with its evidence."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Literal, TypeAlias

from modelmint.ir.frozen import frozen
from modelmint.ir.ids import ModelRef
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Condition, Evidence, Level
from modelmint.ir.value import UNSET, Json, Unset

Status: TypeAlias = Literal["applied", "upstream-fixed", "upstream-changed", "target-gone"]
"""What became of an entry. A fixed one can go, a changed one wants a look, a gone one has nothing to act on."""


@frozen
class Correction:
    """One fact about a model that the document has wrong.

    `at` names the fact (`cfg_scale.range`). UNSET as `was` says that the document says nothing, as `now`
    that the fact goes. An expired correction still applies, so that no output depends on the day; it is
    reported.
    """

    at: str
    was: Json | Unset
    now: Json | Unset
    evidence: Evidence
    origin: Origin
    expires: date | None = None

    @property
    def target(self) -> str:
        """What the fact is about: a parameter, or `lifecycle`, `model`, `price.LABEL`."""
        return self.at.rpartition(".")[0]

    @property
    def aspect(self) -> str:
        """Which fact it is: `range`, `default`, `doc`."""
        return self.at.rpartition(".")[2]


RuleKind: TypeAlias = Literal["requires", "forbids", "one_of", "limits", "only_when"]


@frozen
class RuleEntry:
    """A rule between parameters as the overlay writes it.

    `only` is the condition outside of which the parameters do not belong (`only_when`), `limits` what each
    parameter is narrowed to. `was` holds the facts of the document that the rule rests on, by place.
    """

    kind: RuleKind
    when: Condition
    parameters: tuple[str, ...]
    level: Level
    evidence: Evidence
    origin: Origin
    least: int = 1
    most: int = 1
    only: Condition = ()
    limits: dict[str, dict[str, Json]] = field(default_factory=dict)
    was: dict[str, Json] = field(default_factory=dict)
    expires: date | None = None


@frozen
class Overlay:
    """The corrections and rules of one model, in the order of the file."""

    ref: ModelRef
    file: str
    corrections: tuple[Correction, ...] = ()
    rules: tuple[RuleEntry, ...] = ()

    @property
    def expiring(self) -> tuple[date, ...]:
        """The days after which an entry is to be looked at again."""
        entries: tuple[Correction | RuleEntry, ...] = (*self.corrections, *self.rules)
        return tuple(entry.expires for entry in entries if entry.expires is not None)


@frozen
class Outcome:
    """What became of an entry. `says` is what the document says in its place, UNSET for nothing."""

    entry: Correction | RuleEntry
    status: Status
    says: Json | Unset = UNSET
    problem: str = ""
