"""Who may be invited in, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _


def why_not_invite(user) -> str:
    if not user.is_active:
        return _("%(person)s has been switched off; an administrator can switch them on again.") % {
            "person": user
        }
    if user.has_signed_in:
        return _("%(person)s has signed in already and needs no invitation.") % {"person": user}
    return ""
