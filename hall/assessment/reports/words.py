"""The month in sentences: what happened, beside the month before. Each is a whole sentence with its numbers."""

from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState
from hall.assessment.reports.answering import AnswerTimes
from hall.assessment.reports.figures import MonthFigures, UnitRow
from hall.assessment.reports.happened import Event
from hall.supervision.opinion.rising import RisingWord

TOPICS = 5


def paragraph(sentences: Sequence[str]) -> str:
    """Join sentences as the language does: Chinese puts no space between them."""
    return ("" if (get_language() or "").startswith("zh") else " ").join(filter(None, sentences))


def name_of(month: Month) -> str:
    return date_format(month.first_day, "YEAR_MONTH_FORMAT")


def compared(now: int, before: int | None) -> str:
    """Say how a number stands beside that of the month before; None where that is not known."""
    if before is None:
        return _("nothing to compare with")
    if now > before:
        return _("%(many)d more than in the month before") % {"many": now - before}
    if now < before:
        return _("%(many)d fewer than in the month before") % {"many": before - now}
    return _("as many as in the month before")


def share(part: int, whole: int) -> int | None:
    """Return how many in a hundred, rounded down: 100 means all."""
    return 100 * part // whole if whole else None


def answered(owed: int, in_time: int) -> str:
    if not owed:
        return _("No answer fell due.")
    words = {"owed": owed, "in_time": in_time, "share": share(in_time, owed)}
    return _("Of %(owed)d answers that fell into the month %(in_time)d came in time (%(share)d%%).") % words


def half_took(times: AnswerTimes, owed: int) -> str:
    """Say what is in the middle; `owed` are the answers of the figures, of which less may be read today."""
    if times.median_days is None:
        return ""
    counts = {"owed": times.owed, "all": owed, "days": plain(times.median_days)}
    if times.owed == owed:
        return _("Half of %(owed)d answers took no more than %(days)s working days.") % counts
    return (
        _(
            "Of %(all)d answers the times of %(owed)d can be read today; half of these took no more than %(days)s "
            "working days."
        )
        % counts
    )


def plain(number: float) -> str:
    return f"{number:g}"


def posts_of_city(now: MonthFigures, before: MonthFigures) -> str:
    spoke = sum(row.facts.posts > 0 for row in now.rows)
    known = before.sum("posts") if before.rows else None
    return _(
        "In %(month)s, %(spoke)d of %(units)d units spoke, with %(posts)d posts together, %(change)s."
    ) % {
        "month": name_of(now.month),
        "spoke": spoke,
        "units": len(now.rows),
        "posts": now.sum("posts"),
        "change": compared(now.sum("posts"), known),
    }


def posts_of_unit(now: UnitRow, before: UnitRow | None, month: Month) -> str:
    known = before.facts.posts if before else None
    return _("In %(month)s, %(unit)s published %(posts)d posts, %(change)s.") % {
        "month": name_of(month),
        "unit": now.name,
        "posts": now.facts.posts,
        "change": compared(now.facts.posts, known),
    }


def received(many: int, before: int | None) -> str:
    return _("%(many)d concerns came in, %(change)s.") % {"many": many, "change": compared(many, before)}


def orders(counts: Mapping[str, int]) -> str:
    if not counts["issued"] and not counts["closed"]:
        return ""
    return _("%(issued)d supervision orders were issued and %(closed)d closed.") % counts


def events(found: Sequence[Event], deeds: int) -> str:
    if not found and not deeds:
        return ""
    return _(
        "%(events)d campaigns and micro-events began and reached %(people)d people; %(deeds)d good deeds."
    ) % {
        "events": len(found),
        "people": sum(event.people or 0 for event in found),
        "deeds": deeds,
    }


def topics(words: Sequence[RisingWord]) -> str:
    if not words:
        return ""
    return _("On the rise in public: %(words)s.") % {"words": "、".join(one.word for one in words[:TOPICS])}


def place(now: UnitRow, before: UnitRow | None, ranked: int) -> str:
    if now.total is None:
        return ""
    if not now.rank:
        return _("The month is not ranked for the unit.")
    words = {"place": now.rank, "ranked": ranked, "points": now.total}
    if before and before.rank:
        words["before"] = before.rank
        return (
            _(
                "It took place %(place)d of %(ranked)d with %(points)s points; before, it was place %(before)d."
            )
            % words
        )
    return _("It took place %(place)d of %(ranked)d with %(points)s points.") % words


def no_place() -> str:
    return _("Points and places are not announced yet.")


def standing(figures: MonthFigures) -> str:
    """Say what the figures are: final, announced, or provisional."""
    told = figures.told
    if figures.is_final and told:
        return _("Final figures of the assessment since %(day)s.") % {"day": date_format(told.frozen_at)}
    if told:
        return _("Provisional: announced to the units, and not final yet.")
    if figures.is_over:
        return _("Provisional: counted now, and not checked by the hall desk yet.")
    return _("Provisional: the month is not over.")


def missing(figures: MonthFigures) -> str:
    """Say what the figures still miss, or what of a final month was counted now."""
    told = figures.told
    if figures.is_final:
        return _(
            "Posts, concerns, answers and places are as they became final. The times of answers, categories, words, "
            "orders, events, good deeds and training were counted when this page was opened."
        )
    if told and told.state == MonthState.ANNOUNCED and told.appeals_until:
        return _("Units may appeal until %(day)s; a number may still change.") % {
            "day": date_format(told.appeals_until)
        }
    if figures.is_over:
        return _("Still missing: points and places, and what units say against a number.")
    left = (figures.month.last_day - figures.today).days
    days = ngettext("%(days)d day of the month", "%(days)d days of the month", left) % {"days": left}
    return _("Still missing: %(days)s, answers that are not due yet, points and places.") % {"days": days}
