"""Who may see a concern, and who may do what to it."""

from django.utils.translation import gettext as _

from hall.concerns.models import Concern
from hall.concerns.places import places_of, sees_all


def why_not_see(user, concern: Concern, *, holds_code: bool = False) -> str:
    """Say why `user` may not read all that was written about a concern.

    The one rule of what private means: pages, lists, searches, exports, letters and feeds ask it, or its set form
    `ConcernQuerySet.visible_to`. `holds_code` says that the session has shown the code of this concern. What everybody
    may read of a public concern are its `public_` words: ask `concern.is_public` or `ConcernQuerySet.public`.
    """
    if holds_code or is_asker(user, concern) or deals_with(user, concern):
        return ""
    return _("Only who asked and those who answer may read this.")


def is_asker(user, concern: Concern) -> bool:
    return bool(user.is_active and user.pk and concern.asker_id == user.pk)


def deals_with(user, concern: Concern) -> bool:
    """Tell whether `user` deals with a concern for the hall or for its unit."""
    if sees_all(user):
        return True
    return concern.unit is not None and places_of(user).cover(concern.unit)
