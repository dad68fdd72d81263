from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from hall import timelines
from hall.enums import FeedView
from portal.core.models import BasePage
from portal.core.pagination import Cursor


class HallPage(BasePage):
    """The feed of the whole hall, `/hall/`, and the one place that names the head account (BRIEF M1, M2)."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = []
    max_count = 1
    takes_comments = True

    head = models.ForeignKey(
        "units.UnitPage",
        verbose_name=_("head account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("head")]

    class Meta:
        verbose_name = _("hall")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        view = request.GET.get("view", "")
        if view not in FeedView.values:
            view = FeedView.ALL
        before = Cursor.parse(request.GET.get("before"))
        return {
            **context,
            "views": FeedView,
            "view": view,
            "feed": timelines.hall_feed(view=view, head=self.head, before=before),
        }
