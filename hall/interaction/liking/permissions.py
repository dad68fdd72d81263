"""Who may like a post, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _


def why_not_like(user) -> str:
    """Say why `user` may not like what is public."""
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    return ""
