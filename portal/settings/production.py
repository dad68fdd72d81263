"""A city's server. Everything secret or local comes from the environment; a missing one stops the start."""

import os

from .base import *

SECRET_KEY = os.environ["SECRET_KEY"]
SECRET_KEY_FALLBACKS = list(filter(None, os.environ.get("SECRET_KEY_FALLBACKS", "").split(",")))
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
WAGTAILADMIN_BASE_URL = os.environ["BASE_URL"]
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

REQUIRE_SECOND_FACTOR = os.environ.get("REQUIRE_SECOND_FACTOR", "1") == "1"

STORAGES["staticfiles"]["BACKEND"] = "portal.core.static_storage.BundledStaticFilesStorage"
MIDDLEWARE.insert(2, "whitenoise.middleware.WhiteNoiseMiddleware")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
INSTALLED_APPS += ["django_tasks_db"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"

# A BASE_URL that starts with http:// is a trial inside the house; everything else speaks TLS only.
IS_ENCRYPTED = WAGTAILADMIN_BASE_URL.startswith("https://")
# TLS ends in a web server before us, so one proxy is there unless the environment says otherwise.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "1" if IS_ENCRYPTED else "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_ENCRYPTED
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "2592000")) if IS_ENCRYPTED else 0
# The other sites of the city's domain are not ours to commit, so neither subdomains nor browser lists.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_ENCRYPTED

if not AUDIT_LOG:
    LOGGING["handlers"]["audit"] = {
        "class": "logging.StreamHandler",
        "stream": "ext://sys.stdout",
        "formatter": "bare",
    }
