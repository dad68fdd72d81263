"""What activities keep of people: for their download, for leaving, and for the end of its days."""

from contextlib import suppress

from django.db.models import Q, QuerySet
from django.utils import timezone

from hall.campaigns.activity.services import cancel
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import EventPage, SignUp
from portal.accounts.models import User
from portal.core.refusals import Refused

FIELDS = ("campaigns.SignUp.person", "campaigns.SignUp.email")


def of_person(user: User) -> QuerySet[SignUp]:
    """Return what somebody signed up for. What was given with their address alone may be a slip of somebody else's."""
    return SignUp.objects.filter(person=user).select_related("activity")


def collect(user: User) -> list[dict]:
    return [
        {
            "activity": row.activity.title,
            "state": row.get_state_display(),
            "email": row.email,
            "name": row.name,
            "phone": row.phone,
            "people": row.people,
            "note": row.note,
            "signed_up_at": row.signed_up_at.isoformat(),
            "checked_in_at": row.checked_in_at.isoformat() if row.checked_in_at else "",
        }
        for row in of_person(user)
    ]


def forget(user: User) -> None:
    """Free the places that somebody has, and remove what they gave. How many came stays counted."""
    rows = SignUp.objects.filter(Q(person=user) | Q(person=None, email__iexact=user.email))
    for row in rows.exclude(state=SignUpState.CANCELLED):
        with suppress(Refused):  # Of what is over nobody needs the place.
            cancel(sign_up_id=row.pk, now=timezone.now())
    rows.delete()


def remove(page: EventPage) -> None:
    """Remove who signed up; the counts of places and of who came stay."""
    SignUp.objects.filter(activity=page.pk).delete()
