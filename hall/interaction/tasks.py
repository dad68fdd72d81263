"""What the public's floor leaves to the background."""

from django.utils import timezone
from django_tasks import task

from hall.interaction.following import services
from units.models import UnitPage


@task()
def follow_launched_unit(unit_pk: int) -> None:
    """Let those who follow every unit follow one that has just come online."""
    unit = UnitPage.objects.live().filter(pk=unit_pk).first()
    if unit:
        services.follow_launched_unit(unit=unit, now=timezone.now())
