"""What the urgent lane leaves to the background: words to people."""

from django_tasks import task

from hall.review.models.urgent import UrgentRelease
from hall.review.urgent import notifications


@task()
def tell_of_release(release_pk: int) -> None:
    """Tell those who have to do with a post that it went out through the urgent lane."""
    notifications.tell_of_release(UrgentRelease.objects.for_rows().get(pk=release_pk))


@task()
def tell_of_closing(release_pk: int) -> None:
    """Tell those who wrote and released a post how its after-review ended."""
    notifications.tell_of_closing(UrgentRelease.objects.for_rows().get(pk=release_pk))


@task()
def remind_of_after_review(release_pk: int) -> None:
    """Tell those who can close an after-review that its time is nearly over."""
    notifications.remind(UrgentRelease.objects.for_rows().get(pk=release_pk))


@task()
def escalate_after_review(release_pk: int) -> None:
    """Tell the desk and the office that an after-review is overdue."""
    notifications.escalate(UrgentRelease.objects.for_rows().get(pk=release_pk))
