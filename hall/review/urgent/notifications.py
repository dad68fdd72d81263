"""Words about urgent releases, to everybody who has to do with the post."""

from django.conf import settings
from django.urls import reverse

from hall.review.benches import Roster
from hall.review.enums import AfterReviewOutcome, ReviewEvent
from hall.review.models.urgent import UrgentRelease
from hall.review.notifications import send
from hall.review.urgent.permissions import takers_of
from portal.accounts.models import User
from units.enums import Role
from units.models import Team


def tell_of_release(release: UrgentRelease) -> None:
    """Tell the unit's spokespersons, the desk, the office and the writers what is public now, and why."""
    writers = {writer.pk for writer in release.writers.all()}
    people = people_of(release, Role.REVIEWER) | people_of_hall() | writers
    send_about(release, ReviewEvent.RELEASED_URGENTLY, people - {release.released_by_id})


def tell_of_closing(release: UrgentRelease) -> None:
    """Tell who wrote and released a post how its after-review ended."""
    people = {release.released_by_id, *(writer.pk for writer in release.writers.all())}
    outcome = AfterReviewOutcome(release.outcome)
    send_about(release, ReviewEvent.AFTER_REVIEWED, people - {release.closed_by_id}, outcome=outcome)


def remind(release: UrgentRelease) -> None:
    """Tell those who can close an after-review that its time is nearly over."""
    roster = Roster.for_paths([release.page.path])
    send_about(release, "after_review_due", takers_of(release, roster))


def escalate(release: UrgentRelease) -> None:
    """Tell the desk and the office that nobody has looked in time."""
    send_about(release, "after_review_overdue", people_of_hall())


def people_of(release: UrgentRelease, role: Role) -> set[int]:
    teams = Team.objects.filter(unit=release.unit_id, role=role)
    return set(teams.values_list("group__user", flat=True)) - {None}


def people_of_hall() -> set[int]:
    teams = Team.objects.filter(unit=None, role__in=[Role.HALL_DESK, Role.CITY_OFFICE])
    return set(teams.values_list("group__user", flat=True)) - {None}


def send_about(release: UrgentRelease, kind: str, people: set[int], **words) -> None:
    context = {
        "release": release,
        "after_review_url": settings.WAGTAILADMIN_BASE_URL + reverse("after_review", args=[release.pk]),
        **words,
    }
    send(kind, User.objects.filter(pk__in=people), release.page, context)
