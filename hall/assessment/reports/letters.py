"""Once a month the people of units, the hall desk and the city office get three figures and the way to the report."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hall.assessment.calendar_month import Month
from hall.assessment.models import ReportLetters
from hall.assessment.reports import words
from hall.assessment.reports.figures import city_figures, figures_of, months_reported, ranked_in
from hall.assessment.reports.permissions import why_not_read_report
from portal.accounts.models import User
from portal.core.models import OutgoingMail
from portal.core.outbox import post_mails, unsent
from portal.core.queries import load_calendar
from portal.core.workdays import Calendar, day_begins, local_day
from units.enums import SPEAKING_ROLES, Role
from units.models import UnitPage

SENT_AT = timedelta(hours=8)
AT_ONCE = 100
OF_HALL = Q(group__team__unit=None, group__team__role__in=[Role.HALL_DESK, Role.CITY_OFFICE])
OF_UNITS = Q(group__team__unit__isnull=False, group__team__role__in=SPEAKING_ROLES)


@dataclass(frozen=True)
class Told:
    """What a letter says of the city or of one unit: a name, three sentences with figures, and where to read on."""

    name: str
    sentences: list[str]
    url: str


def due_since(now: datetime, calendar: Calendar) -> datetime:
    """Return from when on the letters about the last month are written: eight o'clock of this month's first workday."""
    day = Month.at(now).first_day
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day_begins(day) + SENT_AT


def write_letters(now: datetime) -> int:
    """Write what is due about the last month, and return how many letters that were. May run again at any time.

    A month whose letters were not written before the next one ended gets none: nobody needs them any more.
    """
    month = Month.at(now).before
    if now < due_since(now, load_calendar()) or month not in months_reported(local_day(now)):
        return 0
    row, _is_new = ReportLetters.objects.get_or_create(first_day=month.first_day, defaults={"begun_at": now})
    written = 0
    while (many := write_some(letters_id=row.pk, now=now)) is not None:
        written += many
    return written


@transaction.atomic
def write_some(*, letters_id: int, now: datetime) -> int | None:
    """Write the letters to the next people; None when there is nobody left."""
    row = ReportLetters.objects.select_for_update().get(pk=letters_id)
    if row.done_at:
        return None
    people = list(readers().filter(pk__gt=row.written_to).order_by("pk")[:AT_ONCE])
    if not people:
        row.done_at = now
        row.save(update_fields=["done_at"])
        return None
    letters = letters_to(people, Month.of(row.first_day), now)
    post_mails(letters)
    row.written_to = people[-1].pk
    row.save(update_fields=["written_to"])
    return len(letters)


def readers():
    teams = User.groups.through.objects.filter(OF_HALL | OF_UNITS)
    return User.objects.filter(pk__in=teams.values("user"), is_active=True)


def letters_to(people: list[User], month: Month, now: datetime) -> list[OutgoingMail]:
    """Return one letter for each person who may read a report of that month, in the language of the city."""
    places = places_of(people)
    units = UnitPage.objects.in_bulk({unit for theirs in places.values() for unit in theirs if unit})
    with override(settings.LANGUAGE_CODE):
        told: dict[int | None, Told] = told_of_units(list(units), month, local_day(now))
        if any(None in theirs for theirs in places.values()):
            told[None] = told_of_city(month, local_day(now))
        return [
            letter(person, month, parts, now)
            for person in people
            if (parts := [told[unit] for unit in places[person.pk] if may_tell(person, unit, units, told)])
        ]


def may_tell(
    person: User, unit: int | None, units: dict[int, UnitPage], told: dict[int | None, Told]
) -> bool:
    return unit in told and not why_not_read_report(person, units[unit] if unit else None)


def places_of(people: Iterable[User]) -> dict[int, list[int | None]]:
    """Return for each person the units whose people they are, the whole city (None) first."""
    rows = User.groups.through.objects.filter(OF_HALL | OF_UNITS, user__in=[person.pk for person in people])
    found: dict[int, set[int | None]] = defaultdict(set)
    for person, unit in rows.values_list("user", "group__team__unit"):
        found[person].add(unit)
    return {person: sorted(theirs, key=lambda unit: unit or 0) for person, theirs in found.items()}


def told_of_units(keys: list[int], month: Month, today: date) -> dict[int | None, Told]:
    now = figures_of(keys, month, today, with_voices=False)
    before = figures_of(keys, month.before, today, with_voices=False)
    ranked = ranked_in(now)
    return {
        row.unit: Told(
            row.name,
            [
                words.posts_of_unit(row, before.of(row.unit), month),
                words.answered(row.facts.owed, row.facts.in_time),
                words.place(row, before.of(row.unit), ranked) or words.no_place(),
            ],
            at_home(reverse("month_report_unit", args=[month, row.code])),
        )
        for row in now.rows
    }


def told_of_city(month: Month, today: date) -> Told:
    now, before = city_figures(month, today), city_figures(month.before, today)
    known = before.sum("received") if before.rows else None
    return Told(
        _("The whole city"),
        [
            words.posts_of_city(now, before),
            words.received(now.sum("received"), known),
            words.answered(now.sum("owed"), now.sum("in_time")),
        ],
        at_home(reverse("month_report_city", args=[month])),
    )


def letter(person: User, month: Month, parts: list[Told], now: datetime) -> OutgoingMail:
    said = {"receiver": person, "month": words.name_of(month), "parts": parts}
    subject = render_to_string("assessment/mail/report_subject.txt", said)
    body = render_to_string("assessment/mail/report.txt", said)
    return unsent(to=person.email, subject=subject, body=body, now=now)


def at_home(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path
