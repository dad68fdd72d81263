"""What django-allauth asks its house."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from io import BytesIO

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from portal.core.models import PortalSettings
from portal.core.throttling import address_of


class AccountAdapter(DefaultAccountAdapter):
    """Trusts the same proxies as the rest of the house."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("That was wrong too often. Please try again in five minutes."),
        "rate_limited": _("That was too often. Please try again in five minutes."),
    }

    def get_client_ip(self, request):
        return address_of(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets so that a copy of the database alone does not open the staff door."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not right. Please try again with a fresh code."),
    }

    def get_totp_issuer(self):
        return PortalSettings.load().hall_name

    def _get_site_name(self):
        return PortalSettings.load().hall_name

    def build_totp_svg(self, url):
        """Draw on white: cameras do not read a picture that is light on dark."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, border=3).save(drawn)
        return drawn.getvalue().decode()

    def encrypt(self, text):
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher() -> MultiFernet:
    """Return the cipher of the secret key, which still reads what older keys wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(urlsafe_b64encode(sha256(f"second factor {key}".encode()).digest())) for key in keys
    )
