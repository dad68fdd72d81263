"""What stands in the link of an invitation. It is good for days; that of a forgotten password, for an hour."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "portal.accounts.invitation"


class InvitationTokens:
    """Makes and checks tokens as Django's views want them. One is good until the person has set a password."""

    def make_token(self, user) -> str:
        return TimestampSigner(salt=SALT).sign(state_of(user))

    def check_token(self, user, token: str) -> bool:
        try:
            state = TimestampSigner(salt=SALT).unsign(token, max_age=timedelta(days=settings.INVITATION_DAYS))
        except BadSignature:
            return False
        return user is not None and constant_time_compare(state, state_of(user))


def state_of(user) -> str:
    """Return what changes when the invitation has been accepted, or the person signs in or gets another address."""
    seen = user.last_login.replace(microsecond=0).isoformat() if user.last_login else ""
    return salted_hmac(SALT, f"{user.pk} {user.password} {seen} {user.email}", algorithm="sha256").hexdigest()


invitation_tokens = InvitationTokens()
