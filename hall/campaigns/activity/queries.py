"""What is read of sign-ups: one's own, and all of an activity for its organisers."""

from django.db.models import Q, QuerySet, Sum

from hall.campaigns.activity.links import digest_of
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, SignUp


def sign_up_of_secret(secret: str) -> SignUp | None:
    rows = SignUp.objects.select_related("activity", "person", "activity__seats")
    return rows.filter(secret_digest=digest_of(secret)).first()


def standing_sign_up(page: ActivityPage, person) -> SignUp | None:
    """Return what somebody signed up for and has not cancelled."""
    return page.sign_ups.filter(person=person).exclude(state=SignUpState.CANCELLED).first()


def people_before(row: SignUp) -> int:
    """Return how many people stand on the waiting list before somebody."""
    earlier = SignUp.objects.filter(
        activity=row.activity_id, state=SignUpState.WAITING, number__lt=row.number
    )
    return earlier.aggregate(people=Sum("people"))["people"] or 0


def sign_ups_for_organisers(page: ActivityPage, words: str = "", state: str = "") -> QuerySet[SignUp]:
    """Return who signed up, in order; `words` narrow it to a name, a number, an address."""
    rows = page.sign_ups.select_related("person")
    if state in SignUpState.values:
        rows = rows.filter(state=state)
    if words:
        found = Q(name__icontains=words) | Q(phone__icontains=words) | Q(email__icontains=words)
        rows = rows.filter(found | Q(number=int(words)) if words.isdecimal() and len(words) < 9 else found)
    return rows
