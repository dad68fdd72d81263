"""Who answers a survey, who sees what came of it, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase
from hall.campaigns.models import EventEntry, SurveyPage
from hall.campaigns.survey.enums import ResultsFrom
from portal.core.moments import written

# Of a family, an office, or all that stand behind one address of a telephone company.
MOST_FROM_ADDRESS = 100


def why_not_open(entry: EventEntry | None, now: datetime) -> str:
    """Say why nobody answers now, by the clock of the hall."""
    if entry is None:
        return _("This survey is not public.")
    phase = entry.phase(now)
    if phase == Phase.UPCOMING:
        return _("This survey opens on %(moment)s by the clock of the hall.") % {
            "moment": written(entry.opens_at)
        }
    if phase == Phase.CLOSED:
        return _("This survey closed on %(moment)s by the clock of the hall. Nothing was sent.") % {
            "moment": written(entry.closes_at or now)
        }
    return ""


def why_not_answer(page: SurveyPage, entry: EventEntry | None, user, now: datetime) -> str:
    """Say why `user` may not answer now, for reasons other than having done so."""
    if reason := why_not_open(entry, now):
        return reason
    if not page.answers_by_device and not (user.is_authenticated and user.is_active):
        return _("Please sign in first.")
    return ""


def why_not_from_here(count: int) -> str:
    """Say why no more answers are taken from an address that has sent so many."""
    if count < MOST_FROM_ADDRESS:
        return ""
    return _(
        "%(count)d answers have come from your network address already; this survey takes no more from it."
    ) % {"count": count}


def why_not_see_results(page: SurveyPage, now: datetime) -> str:
    """Say why readers do not see the results yet."""
    phase = page.phase(now)
    if phase == Phase.CLOSED or (page.results_from == ResultsFrom.OPENING and phase == Phase.OPEN):
        return ""
    if page.results_from == ResultsFrom.END:
        return _("The results stand here once the survey has closed.")
    return _("The results stand here as soon as it is open.")
