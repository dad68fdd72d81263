"""Facts that concern releases."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from hall.review.releases import tasks
from hall.review.releases.bundling import settle_item
from hall.review.releases.services import forget_stuck, leave_joint
from hall.review.releases.signals import joint_release_missed, release_stuck
from portal.core.background import enqueue_after_commit


@receiver(page_published)
def settle_joint_release(instance, **kwargs):
    if instance.live:
        settle_item(page=instance)
        forget_stuck(page=instance)


@receiver(page_unpublished)
def give_up_what_was_to_come(instance, **kwargs):
    """What was approved for later went with the withdrawal."""
    withdrawal = getattr(instance, "withdrawal", None)
    forget_stuck(page=instance)
    leave_joint(page=instance, reason=withdrawal.reason if withdrawal else "")


@receiver(release_stuck)
def tell_that_a_release_is_stuck(stuck, **kwargs):
    enqueue_after_commit(tasks.tell_release_stuck, stuck_pk=stuck.pk)


@receiver(joint_release_missed)
def tell_that_a_joint_release_was_missed(joint, **kwargs):
    enqueue_after_commit(tasks.tell_joint_release_missed, joint_pk=joint.pk)
