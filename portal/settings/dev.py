"""A newcomer's machine: no mail server, no database server, nothing to configure."""

import os

from .base import *

DEBUG = os.environ.get("DEBUG", "1") == "1"
SECRET_KEY = "development-only"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
VAR_DIR.mkdir(exist_ok=True)

# Letters are files that can be opened; in the terminal they would push away what stands there.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

# Passkeys want https, or `localhost` in place of 127.0.0.1.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
