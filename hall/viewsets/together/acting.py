"""Screens on which somebody acts for one unit, which the address names by its code."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request

from hall.models import HallPage
from hall.viewsets.composer import LAST_UNIT, units_of
from hall.viewsets.together.media import MEDIA
from portal.core.viewsets.screen import ScreenMixin
from units.models import UnitPage
from units.permissions import is_hall_desk, why_not_follow_unit


class TogetherMenuItem(MenuItem):
    """Shown to those who write for a unit, and to the hall desk."""

    def is_shown(self, request):
        return is_hall_desk(request.user) or units_of(request.user).exists()


def unit_acted_for(request) -> UnitPage | None:
    """Return the unit that somebody wrote for last, or their first; for the desk the head account."""
    own = list(units_of(request.user))
    last = request.COOKIES.get(LAST_UNIT)
    chosen = next((unit for unit in own if str(unit.pk) == last), next(iter(own), None))
    if chosen or not is_hall_desk(request.user):
        return chosen
    head = HallPage.objects.values_list("head", flat=True).first()
    return UnitPage.objects.live().filter(pk=head).first() or UnitPage.objects.live().order_by("path").first()


class OwnReadingView(View):
    """The way from the menu to the reading list of one's unit."""

    def get(self, request):
        unit = unit_acted_for(request)
        if unit is None:
            raise PermissionDenied
        return redirect("together_reading", unit.code)


class ActingScreen(ScreenMixin, View):
    """Lets in those who choose whom the unit follows."""

    header_icon = "group"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(UnitPage, code=kwargs["code"].upper())

    def dispatch(self, request, *args, **kwargs):
        if why_not_follow_unit(request.user, self.unit):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.unit.title

    def show(self, **context):
        return self.render_to_response(
            self.get_context_data(
                unit=self.unit,
                own_units=list(units_of(self.request.user)),
                here=self.request.resolver_match.view_name,
                media=MEDIA,
                **context,
            )
        )

    def back(self, anchor: str = ""):
        """Return to where it was pressed: the list as it was narrowed, at the same line, or another screen."""
        if address := get_valid_next_url_from_request(self.request):
            return HttpResponseRedirect(address)
        query = self.request.META.get("QUERY_STRING", "")
        address = reverse(self.list_name, args=[self.unit.code])
        return redirect(f"{address}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}")
