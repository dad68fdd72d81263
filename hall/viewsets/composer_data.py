"""What the composer asks for while somebody types: names, hashtags, review steps, and room for a file."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hall.attachments import Picture
from hall.models import Category
from hall.permissions import why_not_write
from hall.queries import suggest_hashtags, suggest_units
from hall.services import keep_clip, keep_picture
from portal.core.plain_text import tidy
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number
from units.models import UnitPage
from units.permissions import is_hall_desk

WORDS_LIMIT = 40


def refuse_those_who_do_not_write(user):
    if not (is_hall_desk(user) or UnitPage.objects.writable_by(user).exists()):
        raise PermissionDenied


def words_typed(request) -> str:
    return tidy(request.GET.get("q", ""))[:WORDS_LIMIT].strip()


@require_GET
def accounts(request):
    """Return the units that an @ with these letters could mean."""
    refuse_those_who_do_not_write(request.user)
    units = suggest_units(words_typed(request))
    return JsonResponse({"items": [{"name": unit.title, "about": unit.official_name} for unit in units]})


@require_GET
def hashtags(request):
    """Return hashtags that units used lately and that hold these letters."""
    refuse_those_who_do_not_write(request.user)
    found = suggest_hashtags(words_typed(request))
    return JsonResponse(
        {
            "items": [
                {"name": tag.name, "about": _("Posts: %(count)d") % {"count": tag.use_count}} for tag in found
            ]
        }
    )


@require_GET
def steps(request):
    """Return, as HTML, which review steps a post of this unit and category will pass."""
    unit, category = request.GET.get("unit", ""), request.GET.get("category", "")
    unit = get_object_or_404(UnitPage, pk=whole_number(unit))
    category = Category.objects.filter(pk=whole_number(category)).first()
    if why_not_write(request.user, unit):
        raise PermissionDenied
    context = {"unit": unit, "category": category, "author": request.user}
    return render(request, "hall/composer/review_steps.html", context)


@require_GET
def session(request):
    """Return who is signed in, and the token that their forms must carry now: a new sign-in renews it."""
    return JsonResponse({"person": request.user.pk, "token": get_token(request)})


@require_POST
def files(request):
    """Keep one file for a unit and answer with its row in the form, or with what is wrong with it."""
    unit = request.POST.get("unit", "")
    unit = get_object_or_404(UnitPage, pk=whole_number(unit))
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"errors": [_("No file has arrived.")]}, status=400)
    try:
        if request.POST.get("kind") == "clip":
            clip = keep_clip(unit=unit, uploader=request.user, file=file)
            html = render_to_string("components/composer_clip.html", {"clip": clip})
        else:
            image = keep_picture(unit=unit, uploader=request.user, file=file)
            html = render_to_string("components/composer_picture.html", {"picture": Picture(image)})
    except Refused as refused:
        return JsonResponse({"errors": refused.reasons}, status=403)
    except ValidationError as error:
        return JsonResponse({"errors": error.messages}, status=422)
    return JsonResponse({"html": html})
