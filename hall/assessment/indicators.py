"""The indicators: what can be measured of a unit in a month. Adding one is adding a row; a scheme gives it a weight.

Pure. A value has two places and is rounded before points are given, so that whoever reads it can count again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hall.assessment.enums import Domain, Measure
from hall.assessment.month_facts import MonthFacts
from hall.assessment.rounding import part

WEEK = 7


@dataclass(frozen=True)
class Measured:
    """A value, how much it rests upon (`n`), and the two numbers that it comes from, if it is a quotient."""

    value: Decimal | None
    n: int
    numerator: int | None = None


@dataclass(frozen=True)
class Indicator:
    """One row of the table.

    `definition` is shown to people beside every number. `facts` are the numbers that the desk may correct after an
    appeal. Where `floor` is larger than `target`, less is better. `least` is what a value must rest upon to count.
    `tells_of_people` are figures about questions that may be private: few of them are not told to everybody.
    """

    key: str
    label: str | Promise
    definition: str | Promise
    domain: Domain
    measure: Measure
    count: Callable[[MonthFacts], Measured]
    facts: tuple[str, ...]
    floor: Decimal
    target: Decimal
    least: int = 1
    tells_of_people: bool = False

    @property
    def is_less_better(self) -> bool:
        return self.floor > self.target


def share(of: str, whole: str) -> Callable[[MonthFacts], Measured]:
    """Return how many in a hundred."""

    def count(facts: MonthFacts) -> Measured:
        numerator, n = getattr(facts, of), getattr(facts, whole)
        return Measured(part(numerator, n, 100), n, numerator)

    return count


def each(of: str, whole: str, times: int = 1) -> Callable[[MonthFacts], Measured]:
    """Return how many for each of the whole, or for each `times` of it."""

    def count(facts: MonthFacts) -> Measured:
        numerator, n = getattr(facts, of), getattr(facts, whole)
        return Measured(part(numerator, n, times), n, numerator)

    return count


def number(of: str) -> Callable[[MonthFacts], Measured]:
    """Return a number that rests upon the days of the month."""

    def count(facts: MonthFacts) -> Measured:
        return Measured(part(getattr(facts, of), 1), facts.days)

    return count


def median_days(facts: MonthFacts) -> Measured:
    return Measured(None if facts.median_days is None else part(facts.median_days, 1), facts.owed)


def row(key: str, floor: Any, target: Any, **given: Any) -> Indicator:
    return Indicator(key=key, floor=Decimal(str(floor)), target=Decimal(str(target)), **given)


ROWS = [
    row(
        "answered_in_time",
        60,
        100,
        label=_("Answered in time"),
        definition=_(
            "Of all answers that fell into the month, how many in a hundred were sent by their deadline. An answer "
            "falls into the month in which it was sent, or in which its deadline passed without it. Answers in the "
            "same words count once."
        ),
        domain=Domain.SERVICE,
        measure=Measure.PER_CENT,
        count=share("in_time", "owed"),
        facts=("in_time", "owed"),
        least=5,
        tells_of_people=True,
    ),
    row(
        "median_days",
        10,
        2,
        label=_("Working days to the answer"),
        definition=_(
            "Half of the answers of the month took no more working days than this. A question that was not answered "
            "by its deadline counts as 30 days."
        ),
        domain=Domain.SERVICE,
        measure=Measure.DAYS,
        count=median_days,
        facts=("median_days",),
        least=5,
        tells_of_people=True,
    ),
    row(
        "reopened",
        30,
        0,
        label=_("Not solved, say those who asked"),
        definition=_(
            "How often who asked said that it is not solved, for each hundred answers that fell into the month."
        ),
        domain=Domain.SERVICE,
        measure=Measure.PER_CENT,
        count=share("reopened", "owed"),
        facts=("reopened", "owed"),
        least=5,
        tells_of_people=True,
    ),
    row(
        "rating",
        2,
        5,
        label=_("Stars for answers"),
        definition=_("The mean of the one to five stars that those who asked gave to answers in the month."),
        domain=Domain.SERVICE,
        measure=Measure.STARS,
        count=each("rating_sum", "ratings"),
        facts=("rating_sum", "ratings"),
        least=5,
        tells_of_people=True,
    ),
    row(
        "comments_answered",
        20,
        90,
        label=_("Comments answered"),
        definition=_(
            "Of the public comments of the month on the unit's pages, how many in a hundred it answered officially "
            "by the end of the month. Those of its own people do not count, nor more than a few of one person."
        ),
        domain=Domain.INTERACTION,
        measure=Measure.PER_CENT,
        count=share("comments_answered", "comments"),
        facts=("comments_answered", "comments"),
        least=5,
    ),
    row(
        "mentions_settled",
        50,
        100,
        label=_("Mentions settled"),
        definition=_(
            "Of the public words that called the unit by its name in the month, how many in a hundred it answered, "
            "passed on, or laid aside with a reason by the end of the month."
        ),
        domain=Domain.INTERACTION,
        measure=Measure.PER_CENT,
        count=share("mentions_settled", "mentions"),
        facts=("mentions_settled", "mentions"),
        least=3,
    ),
    row(
        "comments_per_post",
        0,
        3,
        label=_("Comments for each post"),
        definition=_("Public comments of citizens on the unit's pages, for each post of the month."),
        domain=Domain.INTERACTION,
        measure=Measure.EACH,
        count=each("comments", "posts"),
        facts=("comments", "posts"),
        least=3,
    ),
    row(
        "events",
        0,
        2,
        label=_("Campaigns and events"),
        definition=_(
            "Campaigns and micro-events of the unit that began in the month and were not called off."
        ),
        domain=Domain.INTERACTION,
        measure=Measure.NUMBER,
        count=number("events"),
        facts=("events",),
        least=14,
    ),
    row(
        "posts_per_week",
        1,
        5,
        label=_("Posts a week"),
        definition=_("Posts of the month for each seven days on which the unit was public."),
        domain=Domain.DISSEMINATION,
        measure=Measure.EACH,
        count=each("posts", "days", WEEK),
        facts=("posts", "days"),
        least=14,
    ),
    row(
        "originals",
        30,
        80,
        label=_("Own posts"),
        definition=_("How many in a hundred posts of the month the unit wrote itself instead of passing on."),
        domain=Domain.DISSEMINATION,
        measure=Measure.PER_CENT,
        count=share("originals", "posts"),
        facts=("originals", "posts"),
        least=3,
    ),
    row(
        "passed_on",
        0,
        1,
        label=_("Passed on by other units"),
        definition=_("How often other units passed on what the unit said, for each post of the month."),
        domain=Domain.DISSEMINATION,
        measure=Measure.EACH,
        count=each("passed_on", "posts"),
        facts=("passed_on", "posts"),
        least=3,
    ),
    row(
        "likes_per_post",
        0,
        10,
        label=_("Likes for each post"),
        definition=_(
            "Likes of the month for each post of the month. Those of the unit's own people do not count, nor more "
            "than a few of one person, nor crowds of new accounts under one post."
        ),
        domain=Domain.DISSEMINATION,
        measure=Measure.EACH,
        count=each("likes", "posts"),
        facts=("likes", "posts"),
        least=3,
    ),
    row(
        "follows",
        0,
        30,
        label=_("New followers"),
        definition=_("People who began to follow the unit in the month, without its own."),
        domain=Domain.DISSEMINATION,
        measure=Measure.NUMBER,
        count=number("follows"),
        facts=("follows",),
        least=14,
    ),
    row(
        "trained",
        0,
        100,
        label=_("Team members trained this year"),
        definition=_(
            "Of the people in the unit's teams, how many in a hundred have had a certificate of a training session of "
            "this year by the end of the month."
        ),
        domain=Domain.SERVICE,
        measure=Measure.PER_CENT,
        count=share("trained", "members"),
        facts=("trained", "members"),
    ),
]

INDICATORS = {indicator.key: indicator for indicator in ROWS}
