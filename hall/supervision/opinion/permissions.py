"""Who sits at the opinion desk, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _

from units.permissions import is_hall_desk


def why_not_see_opinion(user) -> str:
    """Everything that came in stands there, private concerns too, so it is for the hall desk alone."""
    return "" if is_hall_desk(user) else _("The opinion desk is for the hall desk only.")
