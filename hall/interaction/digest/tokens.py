"""The right to stop one person's letters, and nothing else, written into an address. It does not run out."""

from django.core import signing
from django.urls import reverse

from portal.accounts.models import User

SALT = "hall.interaction.digest.stop"


def stop_address(user: User) -> str:
    return reverse("mail_stop", args=[signing.Signer(salt=SALT).sign_object(user.pk, compress=False)])


def person_of(token: str) -> int | None:
    """Return the key of the person whose letters a token stops, or None for anything that we did not sign."""
    try:
        return signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
