"""The pictures of who asked, for those who answer."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hall.concerns.models import Concern
from hall.concerns.permissions import why_not_see
from portal.core.private_files import serve_private


def picture(request, number, picture_id):
    """Show a picture to those who may read the concern that it belongs to."""
    concern = get_object_or_404(Concern.objects.select_related("unit"), number=number)
    if reason := why_not_see(request.user, concern):
        raise PermissionDenied(reason)
    return serve_private(get_object_or_404(concern.pictures, pk=picture_id).file)
