"""Who brings units online, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _

from units.permissions import is_hall_desk


def why_not_onboard(user) -> str:
    if not is_hall_desk(user):
        return _("Only the hall desk brings units online.")
    return ""


def why_not_confirm(user, upload) -> str:
    if reason := why_not_onboard(user):
        return reason
    if upload.applied_at:
        return _("This file has been brought in already.")
    return ""
