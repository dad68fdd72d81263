"""Who is a citizen, who is staff, and what each may do. An empty answer means yes."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _


def why_not_invite(user) -> str:
    if not user.is_active:
        return _("%(person)s has been switched off; an administrator can switch them on again.") % {
            "person": user
        }
    if user.has_signed_in:
        return _("%(person)s has signed in already and needs no invitation.") % {"person": user}
    return ""


def may_reach_admin(user) -> bool:
    """Tell whether `user` is staff: somebody who may open `/cms/`."""
    return user.is_active and (user.is_superuser or user.has_perm("wagtailadmin.access_admin"))


def may_sign_in_by_code(user) -> bool:
    """Staff come in by their own door: a mailbox alone must not open the admin."""
    return user.is_active and not may_reach_admin(user)


def is_citizen(user) -> bool:
    """Tell whether `user` is signed in and nothing more than a resident."""
    return user.is_authenticated and user.is_active and not may_reach_admin(user)


def why_not_speak(user) -> str:
    """Say why `user` may not write what others read. Other floors add their own reasons, such as blocks."""
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    if not user.nickname:
        return _("Please choose a nickname first; readers see it beside your words.")
    return ""


def why_not_delete_account(user) -> str:
    """Say why `user` cannot delete the account alone."""
    if may_reach_admin(user) or user.groups.exists():
        return _(
            "You work here: what you wrote and approved is on record. "
            "Please ask the hall desk to end your access first."
        )
    return ""


def why_not_add_totp(user) -> str:
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return _("You have an app already. Remove it first, or add a passkey.")
    return ""


def why_not_remove_factor(user, factor) -> str:
    if factor.type == Authenticator.Type.RECOVERY_CODES:
        return _("Recovery codes are renewed, not removed.")
    others = Authenticator.objects.filter(user=user).exclude(pk=factor.pk)
    if not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        return _("This is your only second factor. Add another one first.")
    return ""


def has_second_factor(user) -> bool:
    """Tell whether `user` has one; lists bring the answer with each person (`UserQuerySet.with_second_factor`)."""
    known = getattr(user, "has_factor", None)
    return Authenticator.objects.filter(user=user).exists() if known is None else known


def why_not_reset_second_factor(by, user) -> str:
    """Say why `by` cannot take the second factor from `user`, who has lost it."""
    if not by.is_active or not by.is_superuser:
        return _("Only administrators reset a second factor.")
    if by.pk == user.pk:
        return _("Nobody resets their own second factor; please ask another administrator.")
    if not has_second_factor(user):
        return _("%(person)s has no second factor.") % {"person": user}
    return ""
