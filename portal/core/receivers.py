from django.apps import apps as installed
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.core.services import lay_in_years
from portal.core.workdays import local_day


def fill_calendar(*, apps=installed, **kwargs):
    """After migrate, unless it went back to before there was a calendar."""
    if "specialday" in apps.all_models["core"]:
        lay_in_years(today=local_day(timezone.now()))


@receiver(pre_delete, sender=Revision)
def keep_what_readers_see(instance, origin=None, **kwargs):
    """Versions are purged, and go with their page; but the public one of a page that stays is not purged.

    Without it Wagtail takes a page for one that is not public, and off the portal when a change is approved for later.
    """
    is_purge = getattr(origin, "model", type(origin)) is Revision
    if is_purge and Page.objects.filter(live_revision=instance.pk).exists():
        raise ProtectedError("Readers see this version.", {instance})
