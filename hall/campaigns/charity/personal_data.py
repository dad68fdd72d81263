"""What people gave of themselves to a charity, for the download and for the day they leave. The sums stay."""

from hall.campaigns.models import CharityPage, EventPage, Pledge
from portal.accounts.models import User

FIELDS = ("campaigns.Pledge.person",)


def collect(user: User) -> list[dict]:
    pledges = Pledge.objects.filter(person=user).select_related("tally__page")
    return [
        {
            "event": pledge.tally.page.title,
            "amount": pledge.amount,
            "note": pledge.note,
            "thanked": pledge.is_thanked,
            "state": pledge.get_state_display(),
            "pledged_at": pledge.pledged_at.isoformat(),
            "received": pledge.received_amount,
            "receipt": pledge.receipt,
        }
        for pledge in pledges
    ]


def forget(user: User) -> None:
    without_person(Pledge.objects.filter(person=user))


def without_person(pledges) -> None:
    pledges.update(person=None, note="", is_thanked=False)


def remove(page: EventPage) -> None:
    """Take the people out of what they pledged for a charity that ended long enough ago."""
    if isinstance(page, CharityPage):
        without_person(Pledge.objects.filter(tally__page=page))
