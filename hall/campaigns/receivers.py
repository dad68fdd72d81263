"""Facts that campaigns hear."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from hall.campaigns.models import EventPage
from hall.campaigns.patterns import ensure_patterns
from hall.campaigns.services import hide_event, show_event


@receiver(page_published)
def show_published_event(instance, **kwargs):
    # Wagtail says so too when a page is approved for later.
    if isinstance(instance, EventPage) and instance.live:
        show_event(page=instance)


@receiver(page_unpublished)
def hide_unpublished_event(instance, **kwargs):
    if isinstance(instance, EventPage):
        hide_event(page=instance, now=timezone.now())


def bring_patterns(**kwargs):
    ensure_patterns()
