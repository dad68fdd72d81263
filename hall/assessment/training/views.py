"""What everybody may ask: whether the code on a certificate is one of ours. No name is shown."""

from django.shortcuts import get_object_or_404, render

from hall.assessment.models import TrainingSeat
from portal.core.cache import public_page


@public_page
def certified(request, code):
    seats = TrainingSeat.objects.select_related("session", "unit").filter(certified_at__isnull=False)
    seat = get_object_or_404(seats, certificate_code=code)
    return render(request, "assessment/training/certified.html", {"seat": seat})
