"""What the assessment leaves to the background."""

from django.utils import timezone
from django_tasks import task

from hall.assessment.services.computing import compute_chunk


@task()
def compute_month(month_id: int) -> None:
    """Compute a month to its end. Stopped at any moment, it goes on where it was when it is started again."""
    while compute_chunk(month_id=month_id, now=timezone.now()):
        pass
