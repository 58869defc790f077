"""Numbers as exact decimals, whatever Python type brings them."""

from __future__ import annotations

from decimal import Context, Decimal

FAR = 400
"""Powers of ten between two numbers from which on one is nothing beside the other; floats end sooner."""


def exact(value: object) -> Decimal | None:
    """The value of a number, or None for what is no number.

    A float means the shortest decimal that spells it, so `0.1` is one tenth; a boolean is no number.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(int(value))
    if isinstance(value, float):
        return Decimal(float.__repr__(value))
    if isinstance(value, Decimal):
        return Decimal("NaN") if value.is_snan() else value
    return None


def is_whole(number: Decimal) -> bool:
    """Whether nothing but zeros follows the point."""
    digits, exponent = _parts(number)
    return exponent >= 0 or digits == 0 or (-exponent < _length(digits) and digits % 10**-exponent == 0)


def is_multiple(number: Decimal, step: Decimal) -> bool:
    """Whether the number is a whole multiple of the step, exactly and in bounded time, whatever the exponents."""
    digits, exponent = _parts(number)
    unit, shift = _parts(step)
    places = exponent - shift
    if digits == 0:
        return True
    if places >= 0:
        return digits * pow(10, places, unit) % unit == 0
    return -places < _length(digits) and digits % (unit * 10**-places) == 0


def multiple_below(number: Decimal, step: Decimal) -> Decimal:
    """The multiple of a step at a number or next to it towards zero; the number itself if the step is lost in it."""
    if number.adjusted() - step.adjusted() > FAR:
        return number
    exactly = Context(prec=2 * FAR)
    return exactly.multiply(exactly.divide_int(number, step), step)


def _parts(number: Decimal) -> tuple[int, int]:
    """The digits as a whole number without sign, and the power of ten to multiply it by."""
    _, digits, exponent = number.as_tuple()
    return int(Decimal((0, digits, 0))), int(exponent)


def _length(digits: int) -> int:
    """At least the number of decimal digits."""
    return digits.bit_length() * 1233 // 4096 + 1
