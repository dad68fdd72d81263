"""Whether comments show at once, for each unit that this person may choose for."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from hall.interaction.models import CommentSettings
from hall.interaction.moderating.services import set_shows_at_once
from hall.interaction.viewsets.screens import CommentsScreen
from portal.core.refusals import Refused
from units.models import UnitPage
from units.permissions import is_hall_desk

PAGE_SIZE = 50


class SettingsView(CommentsScreen, View):
    """The units whose comments show at once stand first, so that the desk sees them without leafing."""

    template_name = "interaction/moderating/settings.html"
    page_title = gettext_lazy("How comments show")
    tab = "comments_settings"

    def units(self):
        at_once = CommentSettings.objects.filter(unit=OuterRef("pk"), shows_at_once=True)
        units = UnitPage.objects.run_by(self.request.user).annotate(at_once=Exists(at_once))
        if words := self.request.GET.get("q", "").strip():
            units = units.filter(title__icontains=words[:60])
        return units.order_by("-at_once", "title")

    def get(self, request):
        is_desk = is_hall_desk(request.user)
        context = self.get_context_data(
            units=Paginator(self.units(), PAGE_SIZE).get_page(request.GET.get("p")),
            is_desk=is_desk,
            hall_at_once=is_desk and CommentSettings.objects.shows_at_once(None),
            words=request.GET.get("q", ""),
        )
        return TemplateResponse(request, self.template_name, context)

    def post(self, request):
        code, at_once = request.POST.get("unit", ""), request.POST.get("at_once") == "1"
        unit = get_object_or_404(UnitPage, code=code) if code else None
        try:
            set_shows_at_once(unit=unit, shows_at_once=at_once, by=request.user, now=timezone.now())
        except Refused as refused:
            raise PermissionDenied from refused
        said = _("Comments show at once now.") if at_once else _("Comments are looked at first now.")
        messages.success(request, said)
        return redirect(request.get_full_path())
