"""What the screens of supervision share."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.core.viewsets.screen import ScreenMixin


class SupervisionScreen(ScreenMixin):
    """A screen that asks `why_not_enter` before anything else, and whose way back is the list of orders."""

    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def dispatch(self, request, *args, **kwargs):
        if reason := self.why_not_enter():
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def why_not_enter(self) -> str:
        raise NotImplementedError

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("supervision"), "label": _("Supervision")}, here]

    def say(self, refused) -> None:
        for reason in refused.reasons:
            messages.error(self.request, reason)
