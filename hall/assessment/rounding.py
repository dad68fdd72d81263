"""The one way in which numbers of the assessment are rounded: to two places, halves away from zero. Pure."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def rounded(number: Decimal) -> Decimal:
    return number.quantize(CENT, ROUND_HALF_UP)


def part(numerator: int | Decimal, denominator: int | Decimal, times: int = 1) -> Decimal | None:
    """Return a quotient with two places, perhaps of a hundred; None where nothing was divided."""
    return rounded(Decimal(numerator) * times / Decimal(denominator)) if denominator else None
