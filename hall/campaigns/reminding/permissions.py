"""Of what somebody can be reminded, and why not. An empty answer means yes."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hall.campaigns.enums import Occasion, Phase, SignUpState
from hall.campaigns.models import ActivityPage, EventPage, SignUp
from hall.campaigns.taking_part import why_not_held

AHEAD = timedelta(hours=24)


def occasion_of(page: EventPage, now: datetime) -> Occasion | None:
    """Return what a reminder asked for at `now` would be about: its opening, or an activity that people come to."""
    phase = page.phase(now)
    if phase == Phase.UPCOMING:
        return Occasion.OPENING
    begins_at = page.begins_at if isinstance(page, ActivityPage) else None
    if phase == Phase.OPEN and begins_at and now < begins_at - AHEAD:
        return Occasion.BEGINNING
    return None


def why_not_offer(page: EventPage, now: datetime) -> str:
    """Say why nobody can be reminded of an event now."""
    if reason := why_not_held(page):
        return reason
    return "" if occasion_of(page, now) else _("There is nothing left to be reminded of.")


def why_not_remind(user, page: EventPage, now: datetime) -> str:
    """Say why `user` cannot be reminded of an event. Whoever has signed up hears of it anyway."""
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    if SignUp.objects.filter(activity=page.pk, person=user).exclude(state=SignUpState.CANCELLED).exists():
        return _("You have signed up, so we remind you anyway.")
    return why_not_offer(page, now)
