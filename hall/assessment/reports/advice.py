"""What a unit should do next, as its facts say: a table of rules, each with a sentence or nothing. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hall.assessment.month_facts import MonthFacts
from hall.assessment.reports.words import share

# A unit that is silent for fourteen days fails the inspection; it hears of it before.
SILENT = 10
GOOD_SHARE = 90
FEW_COMMENTS = 3
MOST = 5


@dataclass(frozen=True)
class Standing:
    """What the rules know of a unit: its month, questions that are overdue and still open, its orders."""

    facts: MonthFacts
    overdue_open: int
    orders: Mapping[str, int]


def answer_overdue(unit: Standing) -> str:
    if not unit.overdue_open:
        return ""
    return _(
        "Answer the %(many)d questions whose deadline has passed: they are the first thing people notice."
    ) % {"many": unit.overdue_open}


def report_orders(unit: Standing) -> str:
    if not unit.orders["open"]:
        return ""
    return _("%(open)d supervision orders are open, %(overdue)d of them overdue: report what was done.") % {
        **unit.orders
    }


def speak(unit: Standing) -> str:
    if unit.facts.longest_silence < SILENT:
        return ""
    return _("The unit was silent for %(days)d days on end. Plan a post at least every week.") % {
        "days": unit.facts.longest_silence
    }


def be_quicker(unit: Standing) -> str:
    percent = share(unit.facts.in_time, unit.facts.owed)
    if percent is None or percent >= GOOD_SHARE:
        return ""
    return _(
        "%(late)d of %(owed)d answers were not in time. Look at who waits for whom, and begin earlier."
    ) % {
        "late": unit.facts.owed - unit.facts.in_time,
        "owed": unit.facts.owed,
    }


def write_anew(unit: Standing) -> str:
    if not unit.facts.templates:
        return ""
    return _("%(many)d answers said what an earlier one had said. Write to the person who asks.") % {
        "many": unit.facts.templates
    }


def answer_comments(unit: Standing) -> str:
    left = unit.facts.comments - unit.facts.comments_answered
    if left < FEW_COMMENTS:
        return ""
    return _("%(left)d of %(comments)d comments have no official answer.") % {
        "left": left,
        "comments": unit.facts.comments,
    }


def settle_mentions(unit: Standing) -> str:
    left = unit.facts.mentions - unit.facts.mentions_settled
    return _("%(left)d mentions are not settled.") % {"left": left} if left > 0 else ""


def train(unit: Standing) -> str:
    left = unit.facts.members - unit.facts.trained
    if left <= 0:
        return ""
    return _("%(left)d of %(members)d people in the teams have no training of this year.") % {
        "left": left,
        "members": unit.facts.members,
    }


def show_deeds(unit: Standing) -> str:
    if unit.facts.good_deeds:
        return ""
    return _("No good deed was confirmed this month. Mark the post that tells of one.")


# What presses most comes first.
RULES: Sequence[Callable[[Standing], str]] = [
    answer_overdue,
    report_orders,
    speak,
    be_quicker,
    write_anew,
    answer_comments,
    settle_mentions,
    train,
    show_deeds,
]


def advice_for(unit: Standing) -> list[str]:
    """Return the few things that press most."""
    return [words for rule in RULES if (words := rule(unit))][:MOST]
