"""The secret that opens a sign-up. Pure but for chance.

A form carries a seed before anything is stored, so whoever sends it twice signs up once. The secret is derived from the
seed with the key of the hall: letters can bring it again, and what stands in the database opens nothing.
"""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

SEED = re.compile(r"[A-Za-z0-9_-]{20,64}")
BYTES = 16


def new_seed() -> str:
    return secrets.token_urlsafe(16)


def read_seed(sent: str) -> str:
    """Return the seed that a form brought, or nothing for what can be none."""
    return sent if SEED.fullmatch(sent) else ""


def secret_of(seed: str) -> str:
    digest = salted_hmac("hall.campaigns.activity", seed, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:BYTES]).rstrip(b"=").decode()


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def path_of(seed: str) -> str:
    return reverse("own_sign_up", args=[secret_of(seed)])


def at_home(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + path
