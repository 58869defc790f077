"""What a call costs, as the provider publishes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from modelmint.ir.frozen import frozen
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Condition


@frozen
class Price:
    """One rate: `amount` in `currency` for every `per` units, charged where the condition holds.

    `unit` is what is counted: image, second, minute, request, token, character, search, page, call, or a
    word of the provider's. `meter` says which of a unit's flows is meant (`input`, `output`,
    `cache-read`). `count` names the parameter that says how many units a request asks for. `was` is an
    earlier rate that the provider shows struck out. `min_context` is the smallest prompt, in tokens, that
    a tier applies to. `qualifier` holds the provider's words that limit the rate and that no condition
    expresses: where it is not empty, the rate may or may not apply. `starts_on` is the day (UTC) from
    which it is charged; before, that is `was`, or another price for the same. Decimals are exact, as
    published.
    """

    label: str
    amount: Decimal
    currency: str
    unit: str
    origin: Origin
    per: Decimal = Decimal(1)
    meter: str | None = None
    when: Condition = ()
    count: str | None = None
    was: Decimal | None = None
    min_context: int | None = None
    qualifier: str = ""
    starts_on: date | None = None
