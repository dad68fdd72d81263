"""The plain-speech check as the writing screens ask for it while somebody types."""

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.forms.widgets import Script
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from wagtail.models import Page

from hall.review.dismissals import FIELD, answers_in
from hall.review.permissions import why_not_check_speech
from hall.review.speech import read_text
from portal.core.models import BasePage
from portal.core.plain_text import tidy
from portal.core.whole_numbers import whole_number

CHECK_LIMIT = 10_000
MEDIA = Media(
    css={"all": ["portal/css/admin/speech_hints.css"]},
    js=[Script("portal/js/speech/start.js", type="module")],
)


@require_POST
def speech(request):
    """Return, as HTML, the verdict on a text and its hints; nothing for no text."""
    page = page_asked_for(request.POST.get("page", ""))
    if why_not_check_speech(request.user, page):
        raise PermissionDenied
    text = tidy(request.POST.get("text", "")[:CHECK_LIMIT])
    reading = read_text(text, page=page, answers=answers_in(request.POST.get(FIELD, "")))
    context = {"reading": reading, "may_answer": True}
    return render(request, "components/speech_hints.html", context)


def page_asked_for(number: str) -> Page | None:
    """Return the page whose text it is; a text that was never saved has none."""
    if not number:
        return None
    page = get_object_or_404(Page, pk=whole_number(number)).specific
    if not isinstance(page, BasePage):
        raise Http404
    return page
