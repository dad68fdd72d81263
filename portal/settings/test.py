"""The test run: fast hashing, no background surprises, SQLite unless TEST_DATABASE_URL says otherwise."""

import os

import dj_database_url

from .base import *

SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
REDIS_URL = ""
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
VAR_DIR.mkdir(exist_ok=True)
MEDIA_ROOT = VAR_DIR / "test-media"

TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "")
if TEST_DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(TEST_DATABASE_URL)}
    # Nobody needs what the tests wrote after a power cut.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "test-base.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA synchronous=OFF",
            },
            "TEST": {"NAME": VAR_DIR / "test.sqlite3"},
        }
    }

WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 0
