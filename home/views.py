"""What the front door answers beside its pages: search, and the small files that browsers and robots ask for."""

from django.http import JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from home.search import search_page
from portal.core.cache import public_page
from portal.core.models import PortalSettings


@public_page
def search(request):
    """Find posts, units and hashtags by words, unit and time."""
    return render(request, "home/search.html", search_page(request.GET))


@public_page
def manifest(request):
    """Let a phone keep the portal as an app of its own."""
    portal = PortalSettings.load(request_or_site=request)
    icons = [
        {"src": static("portal/img/logo.svg"), "type": "image/svg+xml", "sizes": "any"},
        {"src": static("portal/img/logo-180.png"), "type": "image/png", "sizes": "180x180"},
    ]
    return JsonResponse(
        {
            "name": portal.hall_name,
            "short_name": portal.hall_name[:6],
            "lang": "zh-Hans",
            "start_url": "/",
            "display": "browser",
            "background_color": "#f4f5f1",
            "theme_color": "#084a40",
            "icons": icons,
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@public_page
def robots(request):
    """Keep robots out of the private parts and lead them to the sitemap."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain")
