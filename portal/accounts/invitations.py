"""The letter that brings somebody in: its link and its words."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.accounts.invitation_links import invitation_tokens
from portal.accounts.models import Invitation, User
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import post_mail


def invitation_url(user: User) -> str:
    """Return the absolute address where `user` sets a first password; it works for INVITATION_DAYS days."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = invitation_tokens.make_token(user)
    return settings.WAGTAILADMIN_BASE_URL + reverse("accept_invitation", args=[uid, token])


def post_letter(invitation: Invitation) -> OutgoingMail:
    """Write the letter; it goes out after the commit."""
    portal = PortalSettings.load()
    context = {
        "user": invitation.user,
        "duties": invitation.duties.splitlines(),
        "inviter": invitation.invited_by,
        "url": invitation_url(invitation.user),
        "days": settings.INVITATION_DAYS,
        "sign_in_url": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home"),
        "portal": portal,
    }
    subject = render_to_string("accounts/mail/invitation_subject.txt", context)
    body = render_to_string("accounts/mail/invitation.txt", context).strip() + "\n"
    return post_mail(to=invitation.user.email, subject=subject, body=body, now=invitation.invited_at)
