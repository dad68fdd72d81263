"""Facts that activities hear."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from hall.campaigns.activity.services import keep_places, tell_called_off
from hall.campaigns.models import ActivityPage
from hall.campaigns.signals import event_called_off


@receiver(page_published, sender=ActivityPage)
def keep_places_of_published_activity(instance, **kwargs):
    # Wagtail says so too when a page is approved for later.
    if instance.live:
        keep_places(page=instance, now=timezone.now())


@receiver(event_called_off, sender=ActivityPage)
def tell_of_activity_called_off(page, reason, now, **kwargs):
    tell_called_off(page=page, reason=reason, now=now)
