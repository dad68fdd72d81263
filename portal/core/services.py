"""Verbs that change the work-day calendar."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from portal.core.arrangements import ARRANGEMENTS, days_of
from portal.core.models import CalendarYear, SpecialDay
from portal.core.permissions import why_not_change_calendar, why_not_enter, why_not_settle
from portal.core.refusals import Refused, refuse_if


def lay_in_years(*, today: date) -> None:
    """Fill this year and the next from the table of arrangements."""
    for year in (today.year, today.year + 1):
        if year in ARRANGEMENTS:
            lay_in_year(year=year)


@transaction.atomic
def lay_in_year(*, year: int) -> bool:
    """Fill one year of the table. Returns whether it did.

    A year is filled when it is empty and was never filled, and once more when its notice is known and the days are
    still those laid in before: what the desk entered, changed or deleted stays.
    """
    is_official = ARRANGEMENTS[year].is_official
    known = CalendarYear.objects.select_for_update().filter(year=year).first()
    days = SpecialDay.objects.filter(date__year=year)
    if known is None and days.exists():
        return False
    if known and (known.is_settled or not is_official or lines_of(days) != known.laid_in):
        return False
    days.delete()
    SpecialDay.objects.bulk_create(
        SpecialDay(date=day.date, kind=day.kind, name=day.name) for day in days_of(year)
    )
    CalendarYear.objects.update_or_create(
        year=year, defaults={"is_settled": is_official, "laid_in": lines_of(days.all())}
    )
    return True


def lines_of(days) -> list[list[str]]:
    """Return days as JSON keeps them, to tell later whether somebody changed one."""
    return [[day.date.isoformat(), day.kind, day.name] for day in days.order_by("date")]


@transaction.atomic
def enter_days(*, first: date, last: date, kind: str, name: str, by) -> list[SpecialDay]:
    """Put the days from `first` to `last` into the calendar, all or none. Raises `Refused` for anyone but the desk."""
    refuse_if(why_not_change_calendar(by) or why_not_enter(first, last))
    days = [
        SpecialDay(date=first + timedelta(days=offset), kind=kind, name=name)
        for offset in range((last - first).days + 1)
    ]
    for day in days:
        try:
            day.full_clean()
        except ValidationError as error:
            raise Refused(f"{day}: {message}" for message in error.messages) from error
        day.save()
        log(instance=day, action="wagtail.create", user=by)
    return days


@transaction.atomic
def settle_year(*, year: int, by) -> CalendarYear:
    """Say that the days of a year are those of the notice. Raises `Refused` when there is nothing to say it of."""
    has_days = SpecialDay.objects.filter(date__year=year).exists()
    laid_in = CalendarYear.objects.select_for_update().filter(year=year).first()
    known = laid_in or CalendarYear(year=year, is_settled=has_days)
    refuse_if(why_not_change_calendar(by) or why_not_settle(known, has_days))
    known.is_settled = True
    known.save(update_fields=["is_settled"])
    log(instance=known, action="core.calendar.settle", user=by)
    return known
