"""What somebody wants to be reminded of: for the download, for leaving, and for the end of an event's days."""

from hall.campaigns.models import EventPage, EventReminder
from portal.accounts.models import User

FIELDS = ("campaigns.EventReminder.person",)


def collect(user: User) -> list[dict]:
    return [
        {
            "event": row.page.title,
            "occasion": row.get_occasion_display(),
            "asked_at": row.asked_at.isoformat(),
            "told_at": row.told_at.isoformat() if row.told_at else "",
        }
        for row in EventReminder.objects.filter(person=user).select_related("page").order_by("asked_at", "pk")
    ]


def forget(user: User) -> None:
    EventReminder.objects.filter(person=user).delete()


def remove(page: EventPage) -> None:
    EventReminder.objects.filter(page=page.pk).delete()
