"""What is done about the second factor of a person: it comes, goes, and is taken back when a phone is lost.

Each change is a line in the audit of the person and a letter to them: were it not them, they would hear of it.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.log_actions import log

from portal.accounts.models import User
from portal.accounts.permissions import (
    why_not_add_totp,
    why_not_remove_factor,
    why_not_reset_second_factor,
)
from portal.accounts.services.people import end_all_sessions
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.outbox import post_mail
from portal.core.refusals import refuse_if


@transaction.atomic
def add_totp(*, user: User, secret: str, now: datetime) -> Authenticator:
    """Keep the secret that the person's app has just proved to know. Raises `Refused` for a second one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(why_not_add_totp(user))
    factor = TOTP.activate(user, secret).instance
    RecoveryCodes.activate(user)
    note(user=user, action="add", by=user, now=now)
    return factor


@transaction.atomic
def add_passkey(*, user: User, name: str, credential: dict, now: datetime) -> Authenticator:
    """Keep a passkey that the browser has just made."""
    user = User.objects.select_for_update().get(pk=user.pk)
    factor = WebAuthn.add(user, name, credential).instance
    RecoveryCodes.activate(user)
    note(user=user, action="add", by=user, now=now)
    return factor


@transaction.atomic
def remove_factor(*, user: User, factor_id: int, now: datetime) -> None:
    """Take away an app or a passkey. Raises `Refused` for the last one, `DoesNotExist` for those of others."""
    user = User.objects.select_for_update().get(pk=user.pk)
    factor = Authenticator.objects.get(pk=factor_id, user=user)
    refuse_if(why_not_remove_factor(user, factor))
    factor.delete()
    note(user=user, action="remove", by=user, now=now)


@transaction.atomic
def renew_recovery_codes(*, user: User, now: datetime) -> None:
    """Make new recovery codes; those of before are good no longer."""
    user = User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    note(user=user, action="codes", by=user, now=now)


@transaction.atomic
def reset_second_factor(*, user_id: int, by: User, now: datetime) -> User:
    """Take all factors from somebody who has lost them, and end their sessions. Raises `Refused`."""
    user = User.objects.select_for_update().get(pk=user_id)
    refuse_if(why_not_reset_second_factor(by, user))
    Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user=user, now=now)
    note(user=user, action="reset", by=by, now=now)
    return user


def note(*, user: User, action: str, by: User, now: datetime) -> OutgoingMail:
    log(instance=user, action=f"accounts.second_factor.{action}", user=by)
    context = {"action": action, "by": by, "portal": PortalSettings.load()}
    subject = render_to_string("accounts/mail/second_factor_subject.txt", context)
    body = render_to_string("accounts/mail/second_factor.txt", context).strip() + "\n"
    return post_mail(to=user.email, subject=subject, body=body, now=now)
