"""Files that nobody needs once their row is gone, also when it went with its event or its campaign."""

from functools import partial

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.db.models.signals import post_delete
from django.dispatch import receiver

from hall.campaigns.models import Submission, SubmissionPicture
from portal.core.models import PortalImage, PortalMedia


@receiver(post_delete, sender=Submission)
def delete_clip(instance, **kwargs):
    delete_copy(PortalMedia, instance.media_id)
    if instance.clip:
        transaction.on_commit(partial(instance.clip.storage.delete, instance.clip.name))


@receiver(post_delete, sender=SubmissionPicture)
def delete_picture(instance, **kwargs):
    delete_copy(PortalImage, instance.image_id)
    if instance.file:
        transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))


def delete_copy(model: type[Model], number: int | None) -> None:
    """Delete the public copy; one that a post shows stays with the post."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=number).delete()
    except ProtectedError:
        return
