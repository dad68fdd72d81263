from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hall.concerns.asking.looking import look_for_similar
from hall.concerns.enums import PublicState
from hall.concerns.public.forms import ChoiceForm
from hall.concerns.public.queries import Choice, figures_of, found, newest, one_public
from hall.concerns.public.story import public_line
from hall.concerns.similar import similar_answered
from hall.search import Place
from hall.timelines import accounts_mentioned, html_of
from portal.core.cache import public_page
from portal.core.pagination import Cursor
from portal.core.private_files import serve_private
from portal.core.refusals import Refused
from portal.core.search.query import read
from units.models import UnitPage


@public_page
def concerns(request):
    """Show the public concerns, newest first, or those that say what is searched for."""
    form = ChoiceForm(request.GET)
    chosen = form.chosen()
    words, before = chosen.pop("words"), request.GET.get("before")
    choice = Choice(**chosen)
    query = read(words)
    if words:
        rows = found(choice, query, Place.parse(before)) if query else None
    else:
        rows = newest(choice, Cursor.parse(before))
    narrowed = {
        "unit": choice.unit.code if choice.unit else "",
        "state": choice.state,
    }
    kept = {name: value for name, value in {"q": words, **narrowed}.items() if value}
    context = {
        "rows": rows,
        "words": words,
        "choice": choice,
        "is_narrowed": bool(kept),
        "address": f"?{urlencode(kept)}&" if kept else "?",
        "states": PublicState.choices,
        "units": UnitPage.objects.live().for_directory(),
        "figures": figures_of(choice.unit, timezone.now()),
    }
    return render(request, "concerns/public/list.html", context)


@public_page
def concern(request, number):
    """Show one public concern: what was asked, what was answered, and every step on the way."""
    shown = one_public(number)
    if shown is None:
        raise Http404
    related = similar_answered(f"{shown.public_subject} {shown.public_text}", but=shown)
    accounts = accounts_mentioned([shown.public_text, shown.public_answer])
    context = {
        "concern": shown,
        "related": related,
        "story": [public_line(event) for event in shown.told],
        "text": html_of(shown.public_text, accounts, None),
        "given": shown.sent[-1] if shown.public_answer and shown.sent else None,
        "answer": html_of(shown.public_answer, accounts, None),
    }
    return render(request, "concerns/public/concern.html", context)


@public_page
def picture(request, number, picture_id):
    """Answer with a picture that a moderator has chosen, as long as its concern is public."""
    shown = one_public(number)
    if shown is None:
        raise Http404
    chosen = get_object_or_404(shown.pictures.filter(is_shown=True), pk=picture_id)
    return serve_private(chosen.file)


@never_cache
@require_POST
def similar(request):
    """Answer with what was answered already; what is being typed stands in no address and no log."""
    try:
        found = look_for_similar(request, request.POST.get("subject", ""), request.POST.get("text", ""))
    except Refused as refused:
        return HttpResponse(str(refused), status=429, content_type="text/plain; charset=utf-8")
    return render(request, "components/similar_concerns.html", {"concerns": found})
