"""The way out of letters, as it stands in each of them: one click, without a sign-in (RFC 8058)."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User


@dataclass(frozen=True)
class StopLink:
    """The right to stop one kind of letters to one person, and nothing else, in an address that does not run out."""

    kind: str
    url_name: str

    @property
    def signer(self) -> signing.Signer:
        # Letters that were sent long ago carry what was signed so.
        return signing.Signer(salt=f"hall.interaction.{self.kind}.stop")

    def address(self, user: User) -> str:
        return reverse(self.url_name, args=[self.signer.sign_object(user.pk, compress=False)])

    def full_address(self, user: User) -> str:
        return settings.WAGTAILADMIN_BASE_URL + self.address(user)

    def headers(self, user: User) -> dict[str, str]:
        """Return what lets a mail program stop the letters with its own button."""
        return {
            "List-Unsubscribe": f"<{self.full_address(user)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }

    def person_of(self, token: str) -> int | None:
        """Return the key of the person whose letters a token stops, or None for anything that we did not sign."""
        try:
            return self.signer.unsign_object(token)
        except signing.BadSignature:
            return None


def one_click(view):
    """Let a mail program press without cookies: the signed token is the right to do so.

    Opening the page must change nothing, for programs open the links of a letter to look at them.
    """
    return csrf_exempt(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))
