"""How a moment is written wherever people read it as words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def written(at: datetime) -> str:
    """Return a moment by its date and its time, as the clock here shows it, in the language of who reads."""
    return date_format(localtime(at), _("j F Y, H:i"))
