"""What releases leave to the background: words to people."""

from django_tasks import task

from hall.review.models import JointRelease, StuckRelease
from hall.review.releases import mail


@task()
def tell_release_stuck(stuck_pk: int) -> None:
    """Tell those who can help that a release did not go out, unless it has in the meantime."""
    stuck = StuckRelease.objects.select_related("page", "revision").filter(pk=stuck_pk).first()
    if stuck:
        mail.tell_release_stuck(stuck)


@task()
def tell_joint_release_missed(joint_pk: int) -> None:
    """Tell the hall desk that nothing ran when a joint release should have gone out."""
    mail.tell_joint_release_missed(JointRelease.objects.get(pk=joint_pk))
