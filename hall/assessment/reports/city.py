"""The month report of the city: for its leaders, the city office, the hall desk and the inspectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hall.assessment.calendar_month import Month
from hall.assessment.enums import Unranked
from hall.assessment.models import Scheme
from hall.assessment.reports import drawings, happened, words
from hall.assessment.reports.answering import AnswerTimes, answer_times
from hall.assessment.reports.figures import MonthFigures, UnitRow, city_figures, span_for
from hall.assessment.reports.keys import Key, against
from hall.assessment.reports.tables import Cell, Drawing, Table, number, table
from hall.assessment.reports.topics import rising_in
from hall.assessment.reports.trend import trend_until
from hall.assessment.sources.answers import answers_owed
from hall.supervision.opinion.rising import RisingWord
from portal.core.workdays import local_day

SHOWN = 6
PLACES_SHOWN = 10
NAMES_SHOWN = 12
WORDS_SHOWN = 12


@dataclass(frozen=True)
class CityReport:
    figures: MonthFigures
    summary: str
    keys: list[Key]
    posts: Drawing
    concerns: Drawing
    units: Drawing
    categories: Drawing
    times: Drawing
    silent: str
    late: Table
    topics: str
    opinions: Mapping[str, int]
    orders: Mapping[str, int]
    places: Table
    unranked: str
    events: Table
    deeds: Table
    training: str
    classes: Table


def city_report(month: Month, now: datetime) -> CityReport:
    """Gather the report. The number of queries is the same for one unit or for thousands."""
    today = local_day(now)
    figures, before = city_figures(month, today), city_figures(month.before, today)
    times = times_of(figures)
    found, deeds = happened.events_of(month, None), happened.deeds_of(month, None)
    orders, topics = happened.orders_of(month, now, None), rising_in(month)
    trend = trend_until(month)
    return CityReport(
        figures=figures,
        summary=words.paragraph(
            [
                words.posts_of_city(figures, before),
                words.received(figures.sum("received"), before.sum("received") if before.rows else None),
                words.answered(figures.sum("owed"), figures.sum("in_time")),
                words.half_took(times, figures.sum("owed")),
                words.orders(orders),
                words.events(found, len(deeds)),
                words.topics(topics),
            ]
        ),
        keys=keys_of(figures, before, times, orders),
        posts=drawings.posts_by_month(trend),
        concerns=drawings.concerns_by_month(trend),
        units=drawings.units_compared(figures, address_of(month)),
        categories=drawings.categories(happened.categories_of(month, None)),
        times=drawings.times(times, figures.sum("owed")),
        silent=silent_units(figures),
        late=late_units(figures),
        topics=topics_of(topics),
        opinions=happened.opinions_of(month),
        orders=orders,
        places=places_of(figures),
        unranked=unranked_units(figures),
        events=events_table(found),
        deeds=deeds_table(deeds),
        training=training_of(figures),
        classes=classes_table(happened.classes_of(month, now, None)),
    )


def times_of(figures: MonthFigures) -> AnswerTimes:
    units = [row.unit for row in figures.rows]
    return answer_times(answers_owed(span_for(units, figures.month, figures.today)) if units else [])


def address_of(month: Month):
    return lambda row: reverse("month_report_unit", args=[month, row.code])


def keys_of(
    figures: MonthFigures, before: MonthFigures, times: AnswerTimes, orders: Mapping[str, int]
) -> list[Key]:
    def pair(name: str):
        return figures.sum(name), before.sum(name) if before.rows else None

    overdue = figures.sum("owed") - figures.sum("in_time")
    overdue_before = before.sum("owed") - before.sum("in_time") if before.rows else None
    return [
        against(_("Posts"), *pair("posts")),
        against(_("Concerns that came in"), *pair("received")),
        against(pgettext("count of answers", "Answers sent"), *pair("answers")),
        against(_("Not answered in time"), overdue, overdue_before, of=figures.sum("owed")),
        Key(
            _("Working days to the answer"),
            words.plain(times.median_days) if times.median_days is not None else "–",
            _("in the middle of %(owed)d answers") % {"owed": times.owed},
        ),
        Key(
            _("Supervision orders"), str(orders["issued"]), _("%(closed)d closed, %(open)d open now") % orders
        ),
    ]


def silent_units(figures: MonthFigures) -> str:
    """Name the units that did not speak, or were silent for as long as the scheme allows nobody to be."""
    scheme = (
        figures.told.scheme if figures.told else Scheme.objects.in_force(figures.month).first() or Scheme()
    )
    limit = scheme.silent_days or figures.month.days
    silent = [row for row in figures.rows if not row.facts.posts or row.facts.longest_silence >= limit]
    if not silent:
        return _("No unit was silent for %(days)d days.") % {"days": limit}
    said = ngettext(
        "%(many)d unit did not post at all or was silent for %(days)d days: %(names)s.",
        "%(many)d units did not post at all or were silent for %(days)d days: %(names)s.",
        len(silent),
    )
    return said % {"many": len(silent), "days": limit, "names": names_of(silent)}


def names_of(rows: Sequence[UnitRow]) -> str:
    names = "、".join(row.name for row in rows[:NAMES_SHOWN])
    left = len(rows) - NAMES_SHOWN
    return names if left <= 0 else _("%(names)s and %(left)d more") % {"names": names, "left": left}


def topics_of(found: Sequence[RisingWord]) -> str:
    """Name the words on the rise with how many people said each."""
    if not found:
        return _("No word was on the rise.")
    named = [
        _("%(word)s (%(people)d people)") % {"word": one.word, "people": one.people}
        for one in found[:WORDS_SHOWN]
    ]
    return _("More people than in the month before said in public: %(words)s.") % {"words": "、".join(named)}


def late_units(figures: MonthFigures) -> Table:
    late = [row for row in figures.rows if row.facts.owed > row.facts.in_time]
    late.sort(key=lambda row: (row.facts.in_time - row.facts.owed, row.name))
    head = [_("Unit"), _("Not in time"), _("In time"), _("Working days in the middle")]
    url = address_of(figures.month)
    rows = [
        [
            Cell(row.name, url=url(row)),
            row.facts.owed - row.facts.in_time,
            number(f"{row.facts.in_time} / {row.facts.owed}"),
            drawings.median_cell(row.facts.median_days),
        ]
        for row in late[:SHOWN]
    ]
    return table(_("Units with answers that were not in time"), head, rows, and_more(late))


def and_more(rows: Sequence, shown: int = SHOWN) -> str:
    left = len(rows) - shown
    if left <= 0:
        return ""
    return ngettext("%(left)d more is not listed.", "%(left)d more are not listed.", left) % {"left": left}


def places_of(figures: MonthFigures) -> Table:
    ranked, url = figures.ranked(), address_of(figures.month)
    head = [
        pgettext("in a ranking", "Place"),
        _("Unit"),
        pgettext("of a scorecard", "Points"),
        _("Answers in time"),
    ]
    rows = [
        [
            Cell(str(row.rank)),
            Cell(row.name, url=url(row)),
            row.total,
            number(f"{row.facts.in_time} / {row.facts.owed}"),
        ]
        for row in ranked[:PLACES_SHOWN]
    ]
    return table(_("Units in the first places"), head, rows, and_more(ranked, PLACES_SHOWN))


def unranked_units(figures: MonthFigures) -> str:
    """Say which units have no place, and why: of few things that happened no place is made."""
    said = []
    for why in Unranked:
        rows = [row for row in figures.rows if row.unranked == why]
        if rows:
            said.append(_("%(why)s: %(names)s.") % {"why": why.label, "names": names_of(rows)})
    return _("Without a place: %(units)s") % {"units": words.paragraph(said)} if said else ""


def events_table(found: Sequence[happened.Event]) -> Table:
    head = [
        pgettext("in a report", "Event"),
        pgettext("of an event", "Kind"),
        _("Unit"),
        pgettext("who took part", "People reached"),
    ]
    rows = [[event.title, event.kind, event.unit, event.people] for event in found[:SHOWN]]
    return table(_("Campaigns and micro-events"), head, rows, and_more(found))


def deeds_table(deeds: Sequence[tuple]) -> Table:
    rows = [[said, unit] for said, unit, _at in deeds[:SHOWN]]
    return table(_("Good deeds"), [_("what was done for whom"), _("Unit")], rows, and_more(deeds))


def classes_table(classes: Sequence[happened.Class]) -> Table:
    head = [_("Training session"), _("Places taken"), _("Came"), pgettext("of people in a quiz", "Passed")]
    rows = [[one.title, one.seats, one.came, one.passed] for one in classes[:SHOWN]]
    return table(_("Training"), head, rows, and_more(classes))


def training_of(figures: MonthFigures) -> str:
    members, trained = figures.sum("members"), figures.sum("trained")
    if not members:
        return ""
    return _("%(trained)d of %(members)d people in the teams of units have a certificate of this year.") % {
        "trained": trained,
        "members": members,
    }
