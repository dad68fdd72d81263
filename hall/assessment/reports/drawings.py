"""The charts of a report: each with its table and one sentence, drawn by the charts of the house."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hall.assessment.calendar_month import Month
from hall.assessment.reports.answering import AnswerTimes
from hall.assessment.reports.figures import MonthFigures, UnitRow
from hall.assessment.reports.tables import Cell, Drawing, cell, number, table
from hall.assessment.reports.trend import TrendMonth
from hall.assessment.reports.words import half_took, name_of, plain
from portal.core.charts import draw, draw_columns

UNITS_DRAWN = 6
CATEGORIES_DRAWN = 8


def drawn(rows: Sequence[tuple[str, int]]):
    """Draw words and counts, the longest bar for the largest."""
    most = max((many for _words, many in rows), default=0)
    return draw([(words, many / most if most else 0, str(many)) for words, many in rows])


def short(month: Month) -> str:
    return pgettext("a month below a column", "%(number)d") % {"number": month.number}


def posts_by_month(trend: Sequence[TrendMonth]) -> Drawing:
    best = max(trend, key=lambda one: one.posts, default=None)
    said = _("No post in these months.")
    if best and best.posts:
        said = _("Most posts in %(month)s (%(most)d); on average %(mean)d a month.") % {
            "month": name_of(best.month),
            "most": best.posts,
            "mean": round(sum(one.posts for one in trend) / len(trend)),
        }
    rows = [[name_of(one.month), one.posts] for one in trend]
    return Drawing(
        "posts",
        table(_("Posts by month"), [_("Month"), _("Posts")], rows),
        said,
        columns=draw_columns([(short(one.month), [one.posts]) for one in trend]),
    )


def concerns_by_month(trend: Sequence[TrendMonth]) -> Drawing:
    came, sent = sum(one.received for one in trend), sum(one.answers for one in trend)
    names = [_("Concerns that came in"), pgettext("count of answers", "Answers sent")]
    rows = [[name_of(one.month), one.received, one.answers] for one in trend]
    return Drawing(
        "concerns",
        table(_("Concerns by month"), [_("Month"), *names], rows),
        _("In these months %(came)d concerns came in and %(sent)d answers were sent.")
        % {"came": came, "sent": sent},
        columns=draw_columns([(short(one.month), [one.received, one.answers]) for one in trend]),
        legend=names,
    )


def points_by_month(points: Sequence[tuple]) -> Drawing | None:
    """Draw (month, points, place) of announced months; one alone is no trend."""
    if len(points) < 2:
        return None
    best = max(points, key=lambda one: one[1])
    rows = [[name_of(month), total, rank] for month, total, rank in points]
    head = [_("Month"), pgettext("of a scorecard", "Points"), pgettext("in a ranking", "Place")]
    return Drawing(
        "points",
        table(_("Points and places by month"), head, rows),
        _("Most points in %(month)s: %(points)s.") % {"month": name_of(best[0]), "points": best[1]},
        columns=draw_columns([(short(month), [round(total)]) for month, total, _rank in points]),
    )


def times(found: AnswerTimes, owed: int) -> Drawing:
    said = half_took(found, owed) or _("No answer fell due.")
    rows = [[words, many] for words, many in found.groups]
    return Drawing(
        "times",
        table(
            _("How long answers took"),
            [pgettext("how long something took", "Time"), pgettext("how many", "Answers")],
            rows,
        ),
        said,
        bars=drawn(found.groups),
    )


def categories(rows: Sequence[tuple[str, int]]) -> Drawing:
    whole = sum(many for _name, many in rows)
    said = _("No post of the month is public.")
    if rows:
        said = _("Most posts: %(name)s, %(many)d of %(whole)d that are still public.") % {
            "name": rows[0][0],
            "many": rows[0][1],
            "whole": whole,
        }
    shown = folded(rows, CATEGORIES_DRAWN)
    percents = [[name, many, number(f"{round(100 * many / whole)}%")] for name, many in shown]
    head = [_("Category"), _("Posts"), pgettext("of all", "Share")]
    return Drawing("categories", table(_("Posts by category"), head, percents), said, bars=drawn(shown))


def folded(rows: Sequence[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """Put what is beyond the first ones together into one."""
    if len(rows) <= most:
        return list(rows)
    rest = sum(many for _words, many in rows[most - 1 :])
    return [*rows[: most - 1], (_("all others"), rest)]


def units_compared(figures: MonthFigures, url: Callable[[UnitRow], str]) -> Drawing:
    ordered = sorted(figures.rows, key=lambda row: (-row.facts.posts, row.name))
    top = [row for row in ordered if row.facts.posts][:UNITS_DRAWN]
    said = _("No unit has posted.")
    if top:
        some, whole = sum(row.facts.posts for row in top), figures.sum("posts")
        said = _("The %(units)d units with the most posts wrote %(some)d of all %(whole)d.") % {
            "units": len(top),
            "some": some,
            "whole": whole,
        }
    head = [_("Unit"), _("Posts"), _("own posts"), _("days of silence at most")]
    rows = [
        [Cell(row.name, url=url(row)), row.facts.posts, row.facts.originals, row.facts.longest_silence]
        for row in top
    ]
    return Drawing(
        "units",
        table(_("Units with the most posts"), head, rows),
        said,
        bars=drawn([(row.name, row.facts.posts) for row in top]),
    )


def median_cell(days) -> Cell:
    return cell(None) if days is None else number(plain(float(days)))
