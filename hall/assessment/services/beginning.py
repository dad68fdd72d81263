"""A month begins to be computed; the rest is done in the background."""

from datetime import datetime

from django.db import transaction

from hall.assessment import tasks
from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState
from hall.assessment.facts import units_of
from hall.assessment.models import AssessedMonth, Scheme
from hall.assessment.permissions import why_not_compute, why_not_compute_again, why_not_scheme
from hall.assessment.services.logging import log_month
from portal.accounts.models import User
from portal.core.background import enqueue_after_commit
from portal.core.refusals import refuse_if
from portal.core.workdays import local_day


@transaction.atomic
def begin_month(*, month: Month, user: User, now: datetime) -> AssessedMonth:
    """Compute a month, or one that nobody has checked yet once more. Raises `Refused`.

    The cards come in the background; a month whose computing was cut short goes on where it stopped.
    """
    known = AssessedMonth.objects.select_for_update().of(month).first()
    refuse_if(why_not_compute(user, month, known, local_day(now)))
    if known and known.state == MonthState.COMPUTING:
        enqueue_after_commit(tasks.compute_month, month_id=known.pk)
        return known
    scheme = Scheme.objects.select_for_update().in_force(month).first()
    refuse_if(why_not_scheme(scheme, month), known and why_not_compute_again(known))
    assert scheme is not None
    if known:
        known.cards.all().delete()
    begun, _is_new = AssessedMonth.objects.update_or_create(
        first_day=month.first_day,
        defaults={
            "scheme": scheme,
            "state": MonthState.COMPUTING,
            "units_total": units_of(month).count(),
            "begun_at": now,
            "computed_at": None,
        },
    )
    log_month(begun, "compute", user)
    enqueue_after_commit(tasks.compute_month, month_id=begun.pk)
    return begun
