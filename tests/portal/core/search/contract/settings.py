"""The site that the makers of modelsearch test backends with, and our backend in it."""

import os

import dj_database_url
from modelsearch.test import settings as theirs
from modelsearch.test.settings import *  # noqa: F403

DATABASES = {"default": dj_database_url.parse(os.environ.get("TEST_DATABASE_URL") or "sqlite://:memory:")}
DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}_contract"}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS = [*theirs.INSTALLED_APPS, "django.contrib.postgres"]
else:
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "portal.core.search.backend", "SEARCH_CONFIG": "simple"}}
