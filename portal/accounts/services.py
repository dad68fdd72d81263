"""What is done for people: finding or making one by e-mail, and inviting one in."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.accounts.models import User


@transaction.atomic
def find_or_create_person(*, email: str, last_name: str = "", first_name: str = "") -> tuple[User, bool]:
    """Return the person with this address and whether they are new. A new person has no password yet."""
    return User.objects.get_or_create(
        email=email.strip().lower(), defaults={"last_name": last_name, "first_name": first_name}
    )


def invitation_url(user: User) -> str:
    """Return the absolute address where `user` sets a first password; it works for INVITATION_DAYS days."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return settings.WAGTAILADMIN_BASE_URL + reverse("accept_invitation", args=[uid, token])


def invite(*, user: User, reason: str = "") -> None:
    """Send `user` the link to set a password. `reason` is one sentence on what they were made responsible for."""
    context = {"user": user, "url": invitation_url(user), "reason": reason, "days": settings.INVITATION_DAYS}
    subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
    body = render_to_string("accounts/mail/invitation.txt", context)
    send_mail(subject, body, None, [user.email])
