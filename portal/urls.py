"""Addresses: internal (health), private (admin, accounts), public (everything a visitor may see)."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.core.display import choose_display
from portal.core.health import healthz, readyz
from portal.core.media_serving import serve_media

internal = [
    path("healthz", healthz),
    path("readyz", readyz),
]

handler400 = "portal.core.unreadable.bad_request"

private = [
    path("cms/", include(wagtailadmin_urls)),
    path("", include("portal.accounts.urls")),
]

public = [
    path("display/", choose_display, name="choose_display"),
    path("", include("hall.urls")),
    path("", include("hall.interaction.urls")),
    path("", include("hall.concerns.urls")),
    path("", include("hall.campaigns.urls")),
    path("", include("hall.assessment.urls")),
    path("", include("home.urls")),
]

urlpatterns = [*internal, *private, *public]
if settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", serve_media))
urlpatterns.append(path("", include(wagtail_urls)))
