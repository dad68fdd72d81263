"""Who may do what in the assessment, and why not. An empty reason means yes."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from hall.assessment.calendar_month import Month
from hall.assessment.enums import TOLD_STATES, AppealState, DeedState, MonthState
from hall.assessment.subjects import FACT_LABELS, GOOD_DEEDS
from units.enums import SPEAKING_ROLES, Role
from units.permissions import has_role, is_hall_desk

if TYPE_CHECKING:
    from hall.assessment.models import Appeal, AssessedMonth, GoodDeed, Incident, Scheme, Scorecard
    from hall.assessment.month_facts import MonthFacts

WHOLE = Decimal(100)
# Facts that are part of another one.
PARTS = {
    "in_time": "owed",
    "originals": "posts",
    "comments_answered": "comments",
    "mentions_settled": "mentions",
    "ratings": "rating_sum",
    "trained": "members",
}


def why_not_run_assessment(user) -> str:
    return "" if is_hall_desk(user) else _("Only the hall desk runs the assessment.")


def why_not_see_card(user, card: "Scorecard") -> str:
    """Say why `user` may not see a scorecard in the admin. Units see theirs once it is announced."""
    if is_hall_desk(user):
        return ""
    if not has_role(user, card.unit, *SPEAKING_ROLES):
        return _("This is the scorecard of another unit.")
    if card.month.state not in TOLD_STATES:
        return _("The hall desk has not announced this month yet.")
    return ""


# Schemes


def why_not_weights(weights: Iterable[Decimal]) -> str:
    """Say what the weights of a scheme add up to, unless it is 100."""
    whole = sum(weights, Decimal(0))
    if whole == WHOLE:
        return ""
    return _("The weights add up to %(sum)s. They must make 100.") % {"sum": number_format(plain(whole))}


def plain(number: Decimal) -> Decimal:
    """Return a number without the zeros behind its point."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


def why_not_span(scheme: "Scheme") -> str:
    """Say why a scheme cannot be in force from when to when it says."""
    first, last = scheme.valid_from, scheme.valid_to
    if first is None:
        return _("Say from when on, too.") if last else ""
    if first.day != 1:
        return _("A scheme begins on the first day of a month.")
    if last and (last < first or (last + timedelta(days=1)).day != 1):
        return _("A scheme ends on the last day of a month, after it began.")
    others = type(scheme).objects.filter(valid_from__isnull=False).exclude(pk=scheme.pk)
    for other in others:
        if first <= (other.valid_to or date.max) and other.valid_from <= (last or date.max):
            return _("In this time “%(name)s” is in force already. Two schemes never score one month.") % {
                "name": other.name
            }
    return ""


def why_not_change_scheme(scheme: "Scheme") -> str:
    """Say why a scheme must stay as it is. Of one that was used, only the end may be said."""
    if not scheme.is_used():
        return ""
    kept = type(scheme).objects.get(pk=scheme.pk)
    last = scheme.months.order_by("first_day").last()
    if kept.says() != scheme.says():
        return _(
            "A month was computed by this scheme, so it stays as it is. Make a copy of it that is in force from a "
            "later month on."
        )
    if scheme.valid_to and last.first_day > scheme.valid_to:
        return _("%(month)s was computed by this scheme, so it ends no earlier.") % {"month": last}
    return ""


def why_not_succeed(user, scheme: "Scheme", month: Month) -> str:
    """Say why a scheme cannot be followed by a copy from this month on."""
    if reason := why_not_run_assessment(user):
        return reason
    if scheme.valid_from is None or month.first_day <= scheme.valid_from:
        return _("The copy must begin after the scheme that it follows.")
    if scheme.valid_to and month.first_day > scheme.valid_to:
        return _("This scheme has ended already.")
    if scheme.months.filter(first_day__gte=month.first_day).exists():
        return _("%(month)s or a later month was computed already.") % {"month": month}
    return ""


# Months


def why_not_compute(user, month: Month, known: "AssessedMonth | None", today: date) -> str:
    """Say why a month cannot be computed. `known` is the month as it stands, if it was computed before."""
    if reason := why_not_run_assessment(user):
        return reason
    if today <= month.last_day:
        return _("A month is computed once it is over.")
    if known and known.state not in (MonthState.COMPUTING, MonthState.COMPUTED):
        return _("%(month)s was checked already. Its numbers change by corrections only.") % {"month": month}
    return ""


def why_not_compute_again(month: "AssessedMonth") -> str:
    if type(month).objects.filter(pk=month.pk, cards__corrections__isnull=False).exists():
        return _("Somebody has corrected numbers of this month; computing it again would lose that.")
    return ""


def why_not_scheme(scheme: "Scheme | None", month: Month) -> str:
    if scheme is None:
        return _("No scheme is in force in %(month)s.") % {"month": month}
    return scheme.why_not_compute()


def why_not_check(user, month: "AssessedMonth") -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if month.state != MonthState.COMPUTED:
        return _("Only a month that was computed to its end is checked.")
    return ""


def why_not_announce(user, month: "AssessedMonth") -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if month.state != MonthState.CHECKED:
        return _("A month is announced after somebody has checked it.")
    return ""


def why_not_freeze(user, month: "AssessedMonth", today: date) -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if month.state != MonthState.ANNOUNCED:
        return _("Only a month that was announced to the units becomes final.")
    assert month.appeals_until
    if today <= month.appeals_until:
        return _("Units may appeal until %(day)s.") % {"day": date_format(month.appeals_until)}
    if type(month).objects.filter(pk=month.pk, cards__appeals__state=AppealState.OPEN).exists():
        return _("Decide the open appeals first.")
    return ""


# Appeals


def why_not_appeal(user, card: "Scorecard", subject: str, today: date) -> str:
    """Say why `user` may not say that a number of a scorecard is wrong."""
    if not has_role(user, card.unit, Role.REVIEWER):
        return _("Only the unit's own spokespersons appeal.")
    if subject not in subjects_of(card):
        return _("The scorecard has no such line.")
    if card.month.state != MonthState.ANNOUNCED:
        return _("Appeals are open after a month was announced and before it is final.")
    assert card.month.appeals_until
    if today > card.month.appeals_until:
        return _("The time for appeals ended on %(day)s.") % {"day": date_format(card.month.appeals_until)}
    if card.appeals.filter(subject=subject).exists():
        return _("The unit has appealed against this number already.")
    return ""


def subjects_of(card: "Scorecard") -> list[str]:
    """Return what of a scorecard a unit may appeal against: its lines, what fails it, and its good deeds."""
    return [*(line.indicator for line in card.lines.all()), *card.vetoes, GOOD_DEEDS]


def why_not_decide_appeal(user, appeal: "Appeal") -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if appeal.state != AppealState.OPEN:
        return _("This appeal is decided already.")
    if appeal.card.month.state != MonthState.ANNOUNCED:
        return _("This month is final.")
    if has_role(user, appeal.card.unit, *SPEAKING_ROLES):
        return _("Whoever speaks for the unit does not decide its appeal.")
    return ""


def why_not_correct(user, card: "Scorecard") -> str:
    """Say why the facts of a scorecard cannot be corrected now."""
    if reason := why_not_run_assessment(user):
        return reason
    if card.month.state not in (MonthState.COMPUTED, MonthState.CHECKED, MonthState.ANNOUNCED):
        return _("Numbers are corrected after a month was computed and before it is final.")
    if has_role(user, card.unit, *SPEAKING_ROLES):
        return _("Whoever speaks for the unit does not correct its numbers.")
    return ""


def why_not_facts(facts: "MonthFacts", changed: list[str]) -> str:
    """Say why numbers cannot be those of a month: nothing is less than nothing, no part larger than its whole."""
    if not changed:
        return _("No number would change. Write down what it should have been.")
    numbers = [number for number in facts.as_json().values() if isinstance(number, int)]
    if min(numbers) < 0 or (facts.median_days is not None and facts.median_days < 0):
        return _("No number is below zero.")
    for small, large in PARTS.items():
        if getattr(facts, small) > getattr(facts, large):
            return _("There cannot be more “%(part)s” than “%(whole)s”.") % {
                "part": FACT_LABELS[small],
                "whole": FACT_LABELS[large],
            }
    return ""


def why_not_words(words: str, limit: int) -> str:
    if not words:
        return _("Write why.")
    if len(words) > limit:
        return _("Write at most %(limit)d characters.") % {"limit": limit}
    return ""


# Good deeds and incidents


def why_not_mark_deed(user, post) -> str:
    if not has_role(user, post.unit, Role.EDITOR, Role.REVIEWER):
        return _("Only the unit's editors and spokespersons mark its good deeds.")
    if not post.live:
        return _("Only a public post tells of a good deed.")
    if post.repost_of_id:
        return _("A repost tells of another unit's deed.")
    if hasattr(post, "good_deed"):
        return _("This post is marked already.")
    return ""


def why_not_decide_deed(user, deed: "GoodDeed") -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if deed.state != DeedState.PROPOSED:
        return _("This is decided already.")
    if user.pk == deed.marked_by_id:
        return _("Whoever marked it does not confirm it.")
    return ""


def why_not_note_incident(user, happened_on: date, today: date) -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if happened_on > today:
        return _("This day is still to come.")
    return ""


def why_not_take_back_incident(user, incident: "Incident") -> str:
    if reason := why_not_run_assessment(user):
        return reason
    if incident.taken_back_at:
        return _("It is taken back already.")
    return ""
