"""Months of assessment of the demo city: six that are final, and the last one, announced, with a unit's appeal.

The last month is counted from what the city did in it. Its posts and questions are younger than the months before, so
what happened in those is made up; it is scored, placed and sealed by the same functions as any other month, and no
facts stand behind it.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState
from hall.assessment.facts import Counted, units_of
from hall.assessment.models import (
    Appeal,
    AssessedMonth,
    GoodDeed,
    Scheme,
    Scorecard,
    ScorecardLine,
    TrainingSeat,
)
from hall.assessment.month_facts import MonthFacts
from hall.assessment.presets import INFLUENCE, shipped_weight
from hall.assessment.scoring import score
from hall.assessment.sealing import digest_of
from hall.assessment.services import compute_chunk, confirm_deed, mark_deed, succeed_scheme
from hall.assessment.services.computing import card_from, line_from, place_cards
from hall.assessment.training.queries import members_of
from hall.models import PostPage
from portal.accounts.models import User
from portal.core.workdays import day_begins
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK
from units.enums import Role
from units.models import UnitPage

FINAL = 6
TWO_WEEKS = 14
APPEALING = "GAJ"
APPEALED = "comments_answered"
APPEAL = "有三条问的是同一件事，我们在同一条博文下统一作了答复，应当都算答复过。"
TRAINED_WEIGHT = 5
TRAINED_COUNTS = "今年起，单位团队参加年度培训的比例也计分。"
DEEDS = ["连夜抢修供水管道，两千户居民早上六点前恢复用水", "给行动不便的老人上门办证四十七次"]


@transaction.atomic
def bring_scores(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the months and two good deeds into a hall that has neither."""
    live = [unit for unit in units.values() if unit.live]
    if not AssessedMonth.objects.exists():
        last, *earlier = months_before(Month.at(now))
        count_training_from(earlier[-1])
        index_from(last)
        count_month(last, now)
        for month in earlier:
            make_up_month(month, live)
        appeal(units.get(APPEALING), now)
    if not GoodDeed.objects.exists():
        bring_deeds(now)


def months_before(month: Month) -> list[Month]:
    months = []
    for _back in range(FINAL + 1):
        months.append(month := month.before)
    return months


def count_training_from(month: Month) -> None:
    """Let the scheme in force be followed by one in which the year's training counts, as the desk would."""
    scheme, desk = Scheme.objects.in_force(month).first(), User.objects.filter(email=DESK).first()
    if scheme is None or desk is None:
        return
    following = succeed_scheme(scheme_id=scheme.pk, month=month, user=desk)
    heaviest = following.weights.get(indicator="answered_in_time")
    heaviest.weight -= TRAINED_WEIGHT
    heaviest.save()
    trained = shipped_weight("trained", TRAINED_WEIGHT, following.weights.count())
    trained.scheme = following
    trained.save()
    Scheme.objects.filter(pk=following.pk).update(method=following.method + TRAINED_COUNTS)


def index_from(month: Month) -> None:
    """Let the index of influence follow, with small samples, as the desk of a small city would."""
    before = Scheme.objects.in_force(month).first()
    index = Scheme.objects.filter(name=INFLUENCE, valid_from=None).first()
    if before is None or index is None:
        return
    before.valid_to = month.before.last_day
    before.save()
    index.valid_from = month.first_day
    index.save()
    # What rests upon the days of the month stays as it is.
    index.weights.filter(least__lt=TWO_WEEKS).update(least=1)


def count_month(month: Month, now: datetime) -> None:
    """Compute a month from what the hall knows of it, check and announce it. No unit gets a letter."""
    scheme = Scheme.objects.in_force(month).first()
    if scheme is None:
        return
    row = AssessedMonth.objects.create(
        first_day=month.first_day, scheme=scheme, units_total=units_of(month).count(), begun_at=now
    )
    while compute_chunk(month_id=row.pk, now=now):
        pass
    row.refresh_from_db()
    for name, value in announced(scheme, now).items():
        setattr(row, name, value)
    row.save()


def announced(scheme: Scheme, told: datetime) -> dict:
    """Return what a month says that was computed, checked and announced at one moment."""
    return {
        "state": MonthState.ANNOUNCED,
        "computed_at": told,
        "checked_by": User.objects.filter(email=DESK).first(),
        "checked_at": told,
        "announced_at": told,
        "appeals_until": (told + timedelta(days=scheme.appeal_days)).date(),
    }


def make_up_month(month: Month, units: list[UnitPage]) -> None:
    """Bring a final month whose numbers are made up."""
    scheme = Scheme.objects.in_force(month).first()
    if scheme is None:
        return
    told = day_begins(month.next.first_day) + timedelta(days=2, hours=10)
    row = AssessedMonth.objects.create(
        first_day=month.first_day,
        scheme=scheme,
        units_total=len(units),
        begun_at=told,
        **announced(scheme, told),
    )
    rules, learnt = scheme.rules(), trained_until(month, units)
    for unit in units:
        result = score(facts := replace(made_up(unit, month), **learnt[unit.pk]), rules)
        card = card_from(row, unit.pk, unit.title, Counted(facts), result)
        card.save()
        ScorecardLine.objects.bulk_create(
            line_from(card, place, line) for place, line in enumerate(result.lines)
        )
    place_cards(row)
    row.state, row.frozen_at, row.digest = MonthState.FROZEN, told + timedelta(days=7), digest_of(row)
    row.save()


def made_up(unit: UnitPage, month: Month) -> MonthFacts:
    """Return a month of a unit that is always the same, better or worse by what kind of unit it is."""
    chance = random.Random(f"{unit.code} {month}")
    effort = random.Random(unit.code).uniform(0.55, 1.0)
    posts = round(chance.uniform(14, 40) * effort)
    owed = chance.choice([2, 6, 11, 14, 18, 23, 31])
    in_time = sum(chance.random() < 0.7 + 0.3 * effort for _number in range(owed))
    answers = max(in_time, 1)
    ratings = round(answers * chance.uniform(0.2, 0.6))
    comments = round(chance.uniform(6, 50) * effort)
    return MonthFacts(
        days=month.days,
        posts=posts,
        originals=round(posts * chance.uniform(0.5, 0.95)),
        longest_silence=15 if chance.random() < 0.03 else chance.randint(1, 6),
        passed_on=chance.randint(0, 15),
        received=owed + chance.randint(0, 3),
        owed=owed,
        in_time=in_time,
        median_days=Decimal(chance.choice(["1", "1.5", "2", "2.5", "3", "4", "5"])),
        answers=answers,
        reopened=sum(chance.random() < 0.06 for _number in range(answers)),
        ratings=ratings,
        rating_sum=sum(chance.choice([3, 4, 4, 5, 5, 5]) for _number in range(ratings)),
        comments=comments,
        comments_answered=round(comments * chance.uniform(0.4, 0.95) * effort),
        replies=comments // 2,
        mentions=chance.randint(0, 9),
        likes=chance.randint(20, 300),
        follows=chance.randint(1, 40),
        events=chance.choice([0, 0, 1]),
        good_deeds=chance.choice([0, 0, 0, 1, 2]),
    )


def trained_until(month: Month, units: list[UnitPage]) -> dict[int, dict[str, int]]:
    """Return how many are in the teams of each unit, and how many of them had a certificate when the month ended."""
    seats = TrainingSeat.objects.certified(month.year).filter(certified_at__lt=month.ends)
    trained = set(seats.values_list("person", flat=True))
    members = members_of([unit.pk for unit in units])
    return {
        unit.pk: {"members": len(members[unit.pk]), "trained": len(members[unit.pk] & trained)}
        for unit in units
    }


def appeal(unit: UnitPage | None, now: datetime) -> None:
    """Let a unit say that a number of the announced month is wrong."""
    card = Scorecard.objects.filter(unit=unit, month__state=MonthState.ANNOUNCED).first()
    if unit and card:
        Appeal.objects.create(
            card=card,
            subject=APPEALED,
            words=APPEAL,
            made_by=person(unit, Role.REVIEWER),
            made_at=now - timedelta(hours=2),
        )


def bring_deeds(now: datetime) -> None:
    """Mark two public posts as good deeds; the first is confirmed."""
    desk = User.objects.filter(email=DESK).first()
    for place, (words, post) in enumerate(zip(DEEDS, own_posts(), strict=False)):
        deed = mark_deed(post_id=post.pk, words=words, user=person(post.unit, Role.EDITOR), now=now)
        if desk and not place:
            confirm_deed(deed_id=deed.pk, user=desk, now=now)


def own_posts() -> list[PostPage]:
    """Return a public post of each of two units."""
    found: dict[int, PostPage] = {}
    for post in PostPage.objects.live().filter(repost_of=None).order_by("-first_published_at")[:60]:
        if post.unit.pk not in found and has_editor(post.unit):
            found[post.unit.pk] = post
    return list(found.values())[: len(DEEDS)]


def has_editor(unit: UnitPage) -> bool:
    return unit.teams.filter(role=Role.EDITOR, group__user__is_active=True).exists()
