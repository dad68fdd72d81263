"""A scheme that was used is followed by a copy, which can be changed until it is used itself."""

from datetime import timedelta

from django.db import transaction

from hall.assessment.calendar_month import Month
from hall.assessment.models import Scheme
from hall.assessment.permissions import why_not_succeed
from portal.accounts.models import User
from portal.core.refusals import refuse_if

LONGEST_NAME = 60


@transaction.atomic
def succeed_scheme(*, scheme_id: int, month: Month, user: User) -> Scheme:
    """End a scheme before a month, and return a copy of it that is in force from that month on. Raises `Refused`."""
    scheme = Scheme.objects.select_for_update().get(pk=scheme_id)
    refuse_if(why_not_succeed(user, scheme, month))
    last = scheme.valid_to
    scheme.valid_to = month.first_day - timedelta(days=1)
    scheme.save()
    copy = Scheme.objects.get(pk=scheme_id)
    copy.weights.set([copied(row) for row in scheme.weights.all()])
    copy.pk = None
    copy.name = new_name(scheme, month)
    copy.valid_from, copy.valid_to = month.first_day, last
    copy.save()
    return copy


def copied(row):
    """Return a weight as a row of its own."""
    row.pk = None
    return row


def new_name(scheme: Scheme, month: Month) -> str:
    """Return the name with the month from which the copy is in force."""
    bare = scheme.name.split("（")[0]
    return f"{bare[: LONGEST_NAME - 10]}（{month}）"
