from django.http import Http404, HttpResponse
from django.shortcuts import render

from hall.interaction.sharing.codes import KINDS, draw_code
from hall.interaction.sharing.queries import find_shared
from portal.core.cache import public_page


@public_page
def share(request, page_id):
    """Show every way to pass a post or a unit on; nothing of it needs a script or anybody else's server."""
    return render(request, "interaction/share.html", {"shared": find_shared(request, page_id)})


@public_page
def code(request, page_id, kind):
    """Draw the QR code of a page's address."""
    if kind not in KINDS:
        raise Http404
    content_type, _scale = KINDS[kind]
    return HttpResponse(draw_code(find_shared(request, page_id).address, kind), content_type=content_type)
