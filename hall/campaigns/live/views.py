"""What open pages of a live report ask for, every one and a half seconds."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hall.campaigns.enums import Phase
from hall.campaigns.live.queries import LivePart, changed_after
from hall.campaigns.live.standing import Standing, standing_of
from hall.campaigns.models import LivePage

# One that stands before the site answers for everybody who asks within this second; browsers ask anew.
POLICY = "public, max-age=0, s-maxage=1"
FRAGMENT_KEPT_SECONDS = 30
LANGUAGES = dict(settings.LANGUAGES)


@require_safe
def entries_after(request, page_id: int, change: int):
    """Answer what has changed in a live report after a change: 304, or a fragment for the page.

    Everybody is given the same. The language stands in the address, so no cookie is sent or read.
    """
    standing = standing_of(page_id)
    if standing is None:
        raise Http404
    asked = request.GET.get("language")
    language = asked if asked in LANGUAGES else settings.LANGUAGE_CODE
    phase = standing.phase(timezone.now())
    etag = f'"{standing.change}-{phase.value}-{language}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        words = fragment(page_id, min(change, standing.change), standing, phase, language)
        response = HttpResponse(words)
    response["ETag"] = etag
    response["Cache-Control"] = POLICY
    response["Content-Language"] = language
    response["X-Robots-Tag"] = "noindex"
    return response


def fragment(page_id: int, change: int, standing: Standing, phase: Phase, language: str) -> str:
    """Return what changed as HTML. It is written once for all who lack the same."""
    key = f"live.fragment.{page_id}.{change}.{standing.change}.{phase.value}.{language}"
    return cache.get_or_set(
        key, lambda: written(page_id, change, standing, phase, language), FRAGMENT_KEPT_SECONDS
    )


def written(page_id: int, change: int, standing: Standing, phase: Phase, language: str) -> str:
    has_news = change < standing.change
    part = changed_after(page_id, change) if has_news else LivePart([])
    page = LivePage.objects.get(pk=page_id) if has_news else None
    words = {"part": part, "page": page, "has_news": has_news, "change": standing.change, "phase": phase}
    with override(language):
        return render_to_string("campaigns/live_after.html", words)
