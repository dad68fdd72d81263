"""Facts that units hear."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from portal.accounts.names import fold_nickname
from portal.accounts.signals import nickname_wanted
from units.models import Team, UnitPage
from units.services import rename_teams

SHORTEST_INSIDE = 3


@receiver(page_published, sender=UnitPage)
def carry_the_new_name(instance, **kwargs):
    rename_teams(unit=instance)


@receiver(post_delete, sender=Team)
def delete_its_group(instance, **kwargs):
    # A unit made anew under the same name must not find its old people waiting.
    instance.group.delete()


@receiver(nickname_wanted)
def keep_the_names_of_units(folded, **kwargs):
    for title in UnitPage.objects.values_list("title", flat=True):
        name = fold_nickname(title)
        # A short name is part of too many others.
        if name == folded or (len(name) >= SHORTEST_INSIDE and name in folded):
            return _("This is the name of a unit here. Please choose another.")
    return ""
