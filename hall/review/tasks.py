"""What the review leaves to the background: words to people, and the count of what the check found."""

from django_tasks import task
from wagtail.models import TaskState

from hall.review import notifications
from hall.review.models import ReviewRecord
from hall.review.speech import count_findings


@task()
def tell_reviewers(task_state_pk: int) -> None:
    """Tell those who can take a step that a text waits for them, unless somebody was quicker."""
    task_state = TaskState.objects.filter(pk=task_state_pk).first()
    if task_state:
        notifications.tell_reviewers(task_state.specific)


@task()
def tell_writers(record_pk: int) -> None:
    """Tell those who wrote and submitted a text what has been decided about it."""
    record = ReviewRecord.objects.select_related("page", "run", "person").get(pk=record_pk)
    notifications.tell_writers(record)


@task()
def count_speech(record_pk: int) -> None:
    """Keep what the plain-speech check finds in a text that was submitted."""
    count_findings(ReviewRecord.objects.get(pk=record_pk))
