"""What the opinion desk hears from below."""

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from hall.supervision.opinion.levels import ensure_levels


@receiver(post_migrate, sender=apps.get_app_config("supervision"))
def lay_in_levels(**kwargs):
    ensure_levels()
