"""The map for search engines: an index, one file of fixed pages and units, one of concerns, one for each week of posts.

A week never holds more than a file may, and what a file costs does not depend on how many posts there are.
"""

from datetime import date, datetime, timedelta
from itertools import chain

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from hall.concerns.models import Concern
from hall.models import HallPage, TimelineEntry
from home.models import HomePage
from portal.core.cache import public_page
from units.models import UnitDirectoryPage, UnitPage

# What the protocol allows in one file.
FILE_LIMIT = 50_000
YEARS = range(2000, 2100)


@public_page
def index(request):
    first = TimelineEntry.objects.order_by("published_at", "pk").first()
    weeks = weeks_between(first.published_at, timezone.now()) if first else []
    addresses = [
        reverse("sitemap_pages"),
        reverse("sitemap_concerns"),
        *(reverse("sitemap_posts", args=[year, week]) for year, week in weeks),
    ]
    sitemaps = [{"location": request.build_absolute_uri(address)} for address in addresses]
    return xml(request, "sitemap_index.xml", sitemaps=sitemaps)


@public_page
def pages(request):
    """List the fixed pages and every live unit."""
    kinds = [HomePage, HallPage, UnitDirectoryPage, UnitPage]
    found = chain.from_iterable(kind.objects.live().order_by("pk") for kind in kinds)
    return xml(request, "sitemap.xml", urlset=[entry_of(page, request) for page in found])


@public_page
def posts(request, year, week):
    """List the live posts of one ISO week."""
    if year not in YEARS or week not in range(1, 54):
        raise Http404
    monday = date.fromisocalendar(year, 1, 1) + timedelta(weeks=week - 1)
    start = timezone.make_aware(datetime.combine(monday, datetime.min.time()))
    entries = TimelineEntry.objects.filter(
        published_at__gte=start, published_at__lt=start + timedelta(7), post__live=True
    )
    newest = entries.select_related("post").order_by("-published_at", "-pk")[:FILE_LIMIT]
    return xml(request, "sitemap.xml", urlset=[entry_of(entry.post, request) for entry in newest])


@public_page
def concerns(request):
    """List the public concerns, as many as a file may hold."""
    newest = Concern.objects.public().order_by("-shown_at", "-pk")
    rows = newest.values_list("number", "shown_at", "answer_shown_at")[: FILE_LIMIT - 1]
    found = [
        {
            "location": request.build_absolute_uri(reverse("concern", args=[number])),
            "lastmod": answered or shown,
        }
        for number, shown, answered in rows
    ]
    ask = {"location": request.build_absolute_uri(reverse("concerns"))}
    return xml(request, "sitemap.xml", urlset=[ask, *found])


def weeks_between(first, last) -> list[tuple[int, int]]:
    """Return every ISO week that both moments and the time between them fall in, newest first."""
    oldest = monday_of(timezone.localdate(first))
    monday = monday_of(timezone.localdate(last))
    weeks = []
    while monday >= oldest:
        weeks.append(monday.isocalendar()[:2])
        monday -= timedelta(7)
    return weeks


def monday_of(day: date) -> date:
    return day - timedelta(day.weekday())


def entry_of(page, request) -> dict:
    return {"location": request.build_absolute_uri(page.get_url(request)), "lastmod": page.last_published_at}


def xml(request, template, **context):
    return TemplateResponse(request, template, context, content_type="application/xml").render()
