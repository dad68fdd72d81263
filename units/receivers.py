"""Facts that units hear."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from units.models import Team, UnitPage
from units.services import rename_teams


@receiver(page_published, sender=UnitPage)
def carry_the_new_name(instance, **kwargs):
    rename_teams(unit=instance)


@receiver(post_delete, sender=Team)
def delete_its_group(instance, **kwargs):
    # A unit made anew under the same name must not find its old people waiting.
    instance.group.delete()
