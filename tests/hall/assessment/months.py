"""A month, its moments, and units in it, for tests of the assessment."""

from datetime import datetime, timedelta

from hall.assessment.calendar_month import Month
from hall.assessment.facts import counted, span_of
from hall.assessment.models import Scheme
from hall.assessment.services import announce_month, begin_month, check_month, freeze_month
from hall.concerns.enums import ConcernState
from portal.core.workdays import ZONE, Calendar
from tests.factories import ConcernFactory, HallDeskFactory, PostFactory, UnitFactory
from units.models import UnitPage

NOVEMBER = Month(2026, 11)
LAUNCHED = datetime(2026, 1, 5, 9, tzinfo=ZONE)
AFTERWARDS = datetime(2026, 12, 1, 9, tzinfo=ZONE)


def at(day, hour=10, minute=0, month=11):
    """Return a moment of November 2026 in the city."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def OldUnitFactory(*, launched_at=LAUNCHED, **fields):
    """Make a unit that was launched long before the month."""
    unit = UnitFactory(**fields)
    UnitPage.objects.filter(pk=unit.pk).update(first_published_at=launched_at)
    unit.refresh_from_db()
    return unit


def facts_of(unit, month=NOVEMBER):
    """Return the facts of one unit."""
    scheme = Scheme.objects.in_force(month).get()
    return dict(counted(span_of([unit.pk], month, scheme, Calendar())))[unit.pk].facts


def talkative(unit):
    """Let a unit post and answer enough to be compared."""
    PostFactory(unit=unit, published_at=at(28, month=10))
    for day in (2, 9, 16, 23):
        PostFactory(unit=unit, published_at=at(day))
    for number, words in enumerate(
        ["水管换好了", "路灯亮了", "井盖补平了", "公交加开两班", "菜市场的灯修好了"]
    ):
        ConcernFactory(
            unit=unit,
            state=ConcernState.ANSWERED,
            received_at=at(3 + number),
            answered_at=at(4 + number),
        ).answers.update(text=words)


class MonthWalk:
    """Takes a month through its states, as the desk does."""

    def __init__(self, month=NOVEMBER, desk=None):
        self.desk = desk or HallDeskFactory()
        self.month = month
        self.row = None

    def compute(self, now=AFTERWARDS):
        self.row = begin_month(month=self.month, user=self.desk, now=now)
        self.row.refresh_from_db()
        return self

    def announce(self, now=AFTERWARDS):
        check_month(month_id=self.row.pk, user=self.desk, now=now)
        self.row = announce_month(month_id=self.row.pk, user=self.desk, now=now)
        return self

    def freeze(self, now=AFTERWARDS + timedelta(days=10)):
        self.row = freeze_month(month_id=self.row.pk, user=self.desk, now=now)
        return self

    def card(self, unit):
        return self.row.cards.get(unit=unit)
