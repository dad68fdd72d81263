"""What a screen says when something below it refused and nobody on the way took the reasons."""

from django.db.models import ProtectedError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.core.refusals import Refused


class SaidRefusalsMiddleware:
    """Shows the reasons on the screen that the person came from: Wagtail's own views know nothing of refusals."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if request.method != "POST" or not isinstance(exception, (Refused, ProtectedError)):
            return None
        reasons = (
            exception.reasons
            if isinstance(exception, Refused)
            else [_("This is still used elsewhere, so it stays.")]
        )
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "errors": reasons}, status=403)
        for reason in reasons:
            messages.error(request, reason)
        return redirect(request.get_full_path())
