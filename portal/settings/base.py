"""What is true everywhere. `dev`, `test` and `production` say only what differs."""

import os
from pathlib import Path

import dj_database_url
from django.apps import apps
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = []

# Opens direct publishing to superusers while it is set: for the night when review itself is broken.
BREAK_GLASS = os.environ.get("BREAK_GLASS", "") == "1"

INSTALLED_APPS = [
    "portal.core",
    "portal.accounts",
    "units",
    "units.onboarding",
    "hall",
    "hall.review",
    "hall.interaction",
    "hall.concerns",
    "hall.campaigns",
    "hall.supervision",
    "hall.assessment",
    "home",
    "portal.demo",
    "wagtail.contrib.settings",
    # In the place of wagtail.users: its list of people shows staff, not every citizen.
    "portal.accounts.staff_list.StaffListConfig",
    "wagtail.snippets",
    "wagtail.images",
    # Every admin page names the documents' address; nobody is given the permission to use them.
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "wagtailmedia",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.core.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.signed_in_mark.SignedInMarkMiddleware",
    "portal.core.display.DisplayMiddleware",
    "portal.core.unkept_characters.UnkeptCharactersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.staff_gate.StaffGateMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "units.admin_doors.AdminDoorsMiddleware",
    "portal.core.said_refusals.SaidRefusalsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'hall.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
# A Redis that is away is an empty cache, and nobody waits long to learn it; /readyz tells.
REDIS_CACHE = {
    "BACKEND": "django_redis.cache.RedisCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5},
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
CACHES = {
    "default": REDIS_CACHE if REDIS_URL else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# How many proxies of our own stand before the site; only they are believed about who asked (portal/core/throttling.py).
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
INVITATION_DAYS = 7

# Citizens sign in by a code. The class that brings it: `portal/accounts/codes.py` says how to write one for SMS.
CODE_DELIVERY = os.environ.get("CODE_DELIVERY", "portal.accounts.codes.EmailDelivery")
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

# Whoever can reach `/cms/` shows an app's code or a passkey beside the password; where nobody must, those who have one.
REQUIRE_SECOND_FACTOR = os.environ.get("REQUIRE_SECOND_FACTOR", "") == "1"
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
PASSWORD_RESET_TIMEOUT = 3600

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
# Our own words first; then what Wagtail leaves in English or says otherwise than we do.
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "wagtail_locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# What only some people may see (portal/core/private_files.py): never below MEDIA_ROOT, which a web server may serve.
PRIVATE_ROOT = Path(os.environ.get("PRIVATE_ROOT") or VAR_DIR / "private")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "hall@localhost")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 15

# Asked when it is shown: the desk names the hall in the portal's settings, and nowhere else.
WAGTAIL_SITE_NAME = lazy(lambda: apps.get_model("core.PortalSettings").load().hall_name, str)()
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_USER_LOGIN_FORM = "portal.accounts.forms.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "portal.accounts.forms.ForgottenPasswordForm"
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "hall.review.finish.publish_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_TAG_SPACES_ALLOWED = False
TAGGIT_CASE_INSENSITIVE = True

WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.core.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILMEDIA = {
    "MEDIA_MODEL": "core.PortalMedia",
    "MEDIA_FORM_BASE": "portal.core.forms.ClipForm",
    "AUDIO_EXTENSIONS": ["aac", "m4a", "mp3", "ogg", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
MEDIA_MAX_UPLOAD_SIZE = 200 * 1024 * 1024

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.core.search.backend", "SEARCH_CONFIG": "simple"}}

# Feeds of the opinion desk are read from the world outside only: an address inside would be a way into our own network.
OPINION_READS_INSIDE = os.environ.get("OPINION_READS_INSIDE", "") == "1"

# One JSON object for each line of the audit, for a collector (`hall/review/audit_log.py`): to the file that AUDIT_LOG
# names, which may be rotated.
AUDIT_LOG = os.environ.get("AUDIT_LOG", "")
AUDIT_HANDLER = (
    {"class": "logging.handlers.WatchedFileHandler", "filename": AUDIT_LOG, "encoding": "utf-8"}
    if AUDIT_LOG
    else {"class": "logging.NullHandler"}
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "secrets": {"()": "portal.core.log_redaction.SecretPartsFilter"},
        "in_service": {"()": "django.utils.log.RequireDebugFalse"},
    },
    "formatters": {"bare": {"format": "%(message)s"}},
    "handlers": {
        "audit": {"formatter": "bare", **AUDIT_HANDLER},
        "terminal": {
            "class": "logging.StreamHandler",
            "filters": ["in_service", "secrets"],
            "level": "WARNING",
        },
    },
    # A filter on a logger sees only what is said to that logger; one on a handler sees all that comes by.
    "root": {"handlers": ["terminal"], "filters": ["secrets"]},
    "loggers": {
        "django.request": {"filters": ["secrets"]},
        "django.server": {"filters": ["secrets"]},
        "hall.audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
    },
}
