"""From the facts of a month to a scorecard. Pure; every step is rounded as `rounding` says, and can be done by hand.

1. Each indicator gives a value. It is measured when it rests upon at least as much as the scheme asks.
2. Points: 0 at the floor or worse, 100 at the target or better, in proportion between them.
3. The total is the mean of the points of what was measured, by weight; then the bonus for good deeds is added.
4. A veto makes the total 0. A unit with a veto has no place, nor has one of whose weight too little was measured.
5. Places go by the total; whoever has the same total has the same place, and the next one comes after all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from hall.assessment.enums import Unranked, Veto
from hall.assessment.indicators import INDICATORS, Measured
from hall.assessment.month_facts import MonthFacts
from hall.assessment.rounding import HUNDRED, rounded

ZERO = Decimal("0.00")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Weight:
    """What a scheme makes of an indicator."""

    indicator: str
    weight: Decimal
    floor: Decimal
    target: Decimal
    least: int


@dataclass(frozen=True)
class Rules:
    """A scheme as plain values. A veto whose number is 0 is switched off."""

    weights: tuple[Weight, ...]
    least_weight: Decimal = Decimal(50)
    silent_days: int = 0
    unanswered_calls: int = 0
    vetoes_incidents: bool = False
    bonus_each: Decimal = ZERO
    bonus_most: Decimal = ZERO


@dataclass(frozen=True)
class Line:
    """One indicator of a scorecard. Without points where too little was there to measure."""

    indicator: str
    value: Decimal | None
    n: int
    numerator: int | None
    points: Decimal | None
    weight: Decimal
    contribution: Decimal | None


@dataclass(frozen=True)
class Score:
    """A scorecard. `measured` is how much of a hundred of weight its total rests upon."""

    lines: tuple[Line, ...]
    measured: Decimal
    bonus: Decimal
    total: Decimal
    vetoes: tuple[Veto, ...]
    unranked: Unranked | None


def score(facts: MonthFacts, rules: Rules) -> Score:
    """Score the facts of a month by the rules of a scheme."""
    given = [(weight, *measured(facts, weight)) for weight in rules.weights]
    whole = sum((weight.weight for weight, _counted, points in given if points is not None), ZERO)
    gained = sum((points * weight.weight for weight, _counted, points in given if points is not None), ZERO)
    lines = tuple(
        Line(
            indicator=weight.indicator,
            value=counted.value,
            n=counted.n,
            numerator=counted.numerator,
            points=points,
            weight=weight.weight,
            contribution=None if points is None else rounded(points * weight.weight / whole),
        )
        for weight, counted, points in given
    )
    vetoes = vetoes_of(facts, rules)
    bonus = rounded(min(rules.bonus_each * facts.good_deeds, rules.bonus_most))
    total = ZERO if vetoes or not whole else rounded(gained / whole) + bonus
    return Score(lines, whole, bonus, total, vetoes, why_unranked(whole, vetoes, rules))


def measured(facts: MonthFacts, weight: Weight) -> tuple[Measured, Decimal | None]:
    """Return what an indicator counts and its points; no points where it rests upon too little."""
    counted = INDICATORS[weight.indicator].count(facts)
    if counted.value is None or counted.n < weight.least:
        return counted, None
    return counted, points_of(counted.value, weight)


def points_of(value: Decimal, weight: Weight) -> Decimal:
    """Return 0 at the floor, 100 at the target, and in proportion between them; never less, never more."""
    reached = (value - weight.floor) / (weight.target - weight.floor)
    return rounded(max(Decimal(0), min(Decimal(1), reached)) * HUNDRED)


def vetoes_of(facts: MonthFacts, rules: Rules) -> tuple[Veto, ...]:
    found = {
        Veto.SILENT: bool(rules.silent_days) and facts.longest_silence >= rules.silent_days,
        Veto.NO_ANSWERS: bool(rules.unanswered_calls)
        and facts.calls >= rules.unanswered_calls
        and not facts.responses,
        Veto.INCIDENT: rules.vetoes_incidents and facts.incidents > 0,
    }
    return tuple(veto for veto, holds in found.items() if holds)


def why_unranked(whole: Decimal, vetoes: tuple[Veto, ...], rules: Rules) -> Unranked | None:
    if vetoes:
        return Unranked.VETO
    return Unranked.FEW if whole < rules.least_weight or not whole else None


def ranked(totals: Mapping[Key, Decimal]) -> dict[Key, int]:
    """Give places to those who can be compared: 1, 2, 2, 4."""
    first: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(totals.values(), reverse=True), start=1):
        first.setdefault(total, place)
    return {key: first[total] for key, total in totals.items()}
