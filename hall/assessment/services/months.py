"""How a month becomes final."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.assessment.enums import MonthState
from hall.assessment.models import AssessedMonth
from hall.assessment.notifications import tell_units
from hall.assessment.permissions import why_not_announce, why_not_check, why_not_freeze
from hall.assessment.sealing import digest_of
from hall.assessment.services.logging import log_month
from portal.accounts.models import User
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day


@transaction.atomic
def check_month(*, month_id: int, user: User, now: datetime) -> AssessedMonth:
    """Say that somebody of the desk has looked at a computed month. Raises `Refused`."""
    month = AssessedMonth.objects.select_for_update().get(pk=month_id)
    refuse_if(why_not_check(user, month))
    month.state, month.checked_by, month.checked_at = MonthState.CHECKED, user, now
    month.save(update_fields=["state", "checked_by", "checked_at"])
    log_month(month, "check", user)
    return month


@transaction.atomic
def announce_month(*, month_id: int, user: User, now: datetime) -> AssessedMonth:
    """Show each unit its scorecard and let it appeal, for as many days as the scheme says. Raises `Refused`."""
    month = AssessedMonth.objects.select_for_update().get(pk=month_id)
    refuse_if(why_not_announce(user, month))
    month.state, month.announced_at = MonthState.ANNOUNCED, now
    month.appeals_until = local_day(now) + timedelta(days=month.scheme.appeal_days)
    month.save(update_fields=["state", "announced_at", "appeals_until"])
    log_month(month, "announce", user, until=month.appeals_until.isoformat())
    tell_units(month, now)
    return month


@transaction.atomic
def freeze_month(*, month_id: int, user: User, now: datetime) -> AssessedMonth:
    """Make a month final: everybody reads it from now on, and nothing changes it any more. Raises `Refused`."""
    month = AssessedMonth.objects.select_for_update().get(pk=month_id)
    refuse_if(why_not_freeze(user, month, local_day(now)))
    month.state, month.frozen_at, month.digest = MonthState.FROZEN, now, digest_of(month)
    month.save(update_fields=["state", "frozen_at", "digest"])
    log_month(month, "freeze", user, digest=month.digest)
    return month
