"""What the screens of the hall desk have in common."""

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from units.permissions import is_hall_desk

MEDIA = Media(css={"all": ["portal/css/admin/units.css"]})


class DeskOnlyMixin:
    """Sends everybody but the hall desk away before anything is read."""

    def dispatch(self, request, *args, **kwargs):
        if not is_hall_desk(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UnitsScreen(WagtailAdminTemplateMixin, View):
    """A screen below the list of units. `trail` are (address name, label) pairs between the list and it."""

    header_icon = "group"
    trail: list[tuple[str, str]] = []

    def get_breadcrumbs_items(self):
        between = [{"url": reverse(name), "label": label} for name, label in self.trail]
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("units_list"), "label": _("Units")},
            *between,
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(media=MEDIA, **kwargs)

    def show(self, status=200, **context):
        return self.render_to_response(self.get_context_data(**context), status=status)
