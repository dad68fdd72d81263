"""The month report of one unit: for its head and those who speak for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hall.assessment.calendar_month import Month
from hall.assessment.models import AssessedMonth, Scorecard
from hall.assessment.reports import drawings, happened, words
from hall.assessment.reports.advice import Standing, advice_for
from hall.assessment.reports.answering import AnswerTimes, Overdue, answer_times, overdue_of
from hall.assessment.reports.city import and_more, classes_table, deeds_table, events_table, training_of
from hall.assessment.reports.figures import MonthFigures, UnitRow, ranked_in, span_for, unit_figures
from hall.assessment.reports.keys import Key, against
from hall.assessment.reports.tables import Cell, Drawing, Table, table
from hall.assessment.reports.trend import LENGTH, trend_until
from hall.assessment.sources.answers import answers_owed
from portal.core.workdays import local_day
from units.models import UnitPage

OVERDUE_SHOWN = 12


@dataclass(frozen=True)
class UnitReport:
    unit: UnitPage
    figures: MonthFigures
    row: UnitRow
    summary: str
    keys: list[Key]
    advice: list[str]
    posts: Drawing
    concerns: Drawing
    points: Drawing | None
    categories: Drawing
    times: Drawing
    overdue: Table
    best: happened.BestPost | None
    voices: Table
    orders: Mapping[str, int]
    events: Table
    deeds: Table
    training: str
    classes: Table

    @property
    def is_in_time(self) -> bool:
        return self.row.facts.owed == self.row.facts.in_time


def unit_report(unit: UnitPage, month: Month, now: datetime) -> UnitReport | None:
    """Gather the report; None for a unit that was not public in the month."""
    today = local_day(now)
    figures, before = unit_figures(unit, month, today), unit_figures(unit, month.before, today)
    row, earlier = figures.of(unit.pk), before.of(unit.pk)
    if row is None:
        return None
    answers = answers_owed(span_for([unit.pk], month, today))
    times, late = answer_times(answers), overdue_of(answers)
    found, deeds = happened.events_of(month, unit), happened.deeds_of(month, unit)
    orders, trend = happened.orders_of(month, now, unit), trend_until(month, unit)
    standing = Standing(row.facts, sum(one.is_open for one in late), orders)
    return UnitReport(
        unit=unit,
        figures=figures,
        row=row,
        summary=words.paragraph(
            [
                words.posts_of_unit(row, earlier, month),
                words.received(row.facts.received, earlier.facts.received if earlier else None),
                words.answered(row.facts.owed, row.facts.in_time),
                words.half_took(times, row.facts.owed),
                words.place(row, earlier, ranked_in(figures)),
                words.orders(orders),
                words.events(found, len(deeds)),
            ]
        ),
        keys=keys_of(row, earlier, times),
        advice=advice_for(standing),
        posts=drawings.posts_by_month(trend),
        concerns=drawings.concerns_by_month(trend),
        points=drawings.points_by_month(points_until(unit, month)),
        categories=drawings.categories(happened.categories_of(month, unit)),
        times=drawings.times(times, row.facts.owed),
        overdue=overdue_table(late),
        best=happened.best_post(month, unit),
        voices=voices_of(row, earlier),
        orders=orders,
        events=events_table(found),
        deeds=deeds_table(deeds),
        training=training_of(figures),
        classes=classes_table(happened.classes_of(month, now, unit)),
    )


def points_until(unit: UnitPage, month: Month) -> list[tuple]:
    """Return (month, points, place) of the announced months of a unit, the oldest first."""
    told = AssessedMonth.objects.told().filter(first_day__lte=month.first_day)
    cards = Scorecard.objects.filter(unit=unit, month__in=told).order_by("-month__first_day")
    rows = cards.values_list("month__first_day", "total", "rank")[:LENGTH]
    return [(Month.of(day), total, rank) for day, total, rank in reversed(rows)]


def keys_of(row: UnitRow, before: UnitRow | None, times: AnswerTimes) -> list[Key]:
    facts, earlier = row.facts, before.facts if before else None
    owed = facts.owed - facts.in_time
    owed_before = earlier.owed - earlier.in_time if earlier else None
    keys = [
        against(_("Posts"), facts.posts, earlier and earlier.posts),
        against(_("Concerns that came in"), facts.received, earlier and earlier.received),
        against(pgettext("count of answers", "Answers sent"), facts.answers, earlier and earlier.answers),
        against(_("Not answered in time"), owed, owed_before, of=facts.owed),
        Key(
            _("Working days to the answer"),
            words.plain(times.median_days) if times.median_days is not None else "–",
            _("in the middle of %(owed)d answers") % {"owed": times.owed},
        ),
    ]
    if row.total is None:
        return keys
    note = _("%(points)s points") % {"points": row.total}
    return [*keys, Key(pgettext("in a ranking", "Place"), str(row.rank or "–"), note)]


def overdue_table(late: Sequence[Overdue]) -> Table:
    head = [_("Concern"), _("Subject"), _("was to be answered by"), _("State")]
    rows = [
        [
            one.number,
            subject_of(one),
            date_format(one.due_on),
            _("still open") if one.is_open else _("answered late"),
        ]
        for one in late[:OVERDUE_SHOWN]
    ]
    return table(_("Concerns that were not answered in time"), head, rows, and_more(late, OVERDUE_SHOWN))


def subject_of(one: Overdue) -> Cell:
    """Return the public subject. Of what is not public not even the subject is told."""
    if one.subject:
        return Cell(one.subject)
    return Cell(_("private") if one.is_private else _("not public"))


def voices_of(row: UnitRow, before: UnitRow | None) -> Table:
    """Return what citizens said to the unit, beside the month before."""
    names = [
        (_("comments that count"), "comments"),
        (_("comments answered"), "comments_answered"),
        (_("mentions"), "mentions"),
        (_("mentions settled"), "mentions_settled"),
        (_("likes that count"), "likes"),
        (_("new followers"), "follows"),
        (_("reposts by other units"), "passed_on"),
    ]
    rows = [
        [label, getattr(row.facts, name), getattr(before.facts, name) if before else None]
        for label, name in names
    ]
    return table(_("What people said"), ["", _("This month"), _("Month before")], rows)
