from django.apps import apps as installed
from django.utils import timezone

from portal.core.services import lay_in_years
from portal.core.workdays import local_day


def fill_calendar(*, apps=installed, **kwargs):
    """After migrate, unless it went back to before there was a calendar."""
    if "specialday" in apps.all_models["core"]:
        lay_in_years(today=local_day(timezone.now()))
