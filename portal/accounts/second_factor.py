"""Whether a session of staff has shown a second factor: an app's code, a passkey or a recovery code.

A password alone makes a session that waits. `StaffGateMiddleware` lets nobody see its person until it has shown the
factor, so that no address, old or new, has to remember to ask.
"""

import time

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from portal.accounts.permissions import may_reach_admin
from portal.core.throttling import Throttle

ENROLLED_KEY = "second_factor_enrolled"
LATELY_SECONDS = 15 * 60
GUESS = Throttle("second factor", person="5/5minute;50/day", address="60/hour", human_after=1000)


@receiver(user_logged_in)
def begin_anew(request, **kwargs):
    """Forget how somebody came in before: a session that goes on must not be taken for what it was."""
    request.session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)


@receiver(user_logged_in)
def note_enrolment(request, user, **kwargs):
    """Ask those who have a factor for it, also where nobody must have one. Read once for each session."""
    if Authenticator.objects.filter(user=user).exists():
        request.session[ENROLLED_KEY] = True


def shown_at(request, user) -> float:
    """Return when this session has last shown a second factor of `user`, 0 for never."""
    records = get_authentication_records(request, user)
    return max((record["at"] for record in records if record["method"] == "mfa"), default=0)


def has_shown_lately(request, user) -> bool:
    """Tell whether the factor was shown a moment ago, as changes to it demand."""
    return shown_at(request, user) > time.time() - LATELY_SECONDS


def came_by_code(request, user) -> bool:
    """Tell whether a mailbox opened this session, and no password."""
    return any(record["method"] == "code" for record in get_authentication_records(request, user))


def is_due(request, user) -> bool:
    """Tell whether this session must show a second factor before it is anybody's."""
    if shown_at(request, user):
        return False
    wanted = settings.REQUIRE_SECOND_FACTOR or request.session.get(ENROLLED_KEY)
    return bool(wanted) and may_reach_admin(user)


def factors_of(user) -> list[Authenticator]:
    """Return the apps and passkeys of `user`; recovery codes only help when these are lost."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return list(factors.order_by("created_at", "pk"))


def recovery_codes_of(user) -> list[str]:
    """Return the recovery codes that are still good."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept.wrap().get_unused_codes() if kept else []
