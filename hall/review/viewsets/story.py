"""The story of a page's reviews on a page of its own, to be read or printed."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from hall.review import queries
from hall.review.permissions import why_not_see
from hall.review.routes import route_of
from hall.review.story import story_of
from hall.review.viewsets.media import STORY_MEDIA
from hall.review.viewsets.review_page import ReviewedPageMixin
from portal.core.models import BasePage


class StoryView(ReviewedPageMixin, WagtailAdminTemplateMixin, View):
    """Why a text took its way, and every line of its history."""

    template_name = "review/story_page.html"
    page_title = gettext_lazy("Story of the review")
    header_icon = "history"

    def get_page_subtitle(self):
        return str(self.page.get_latest_revision_as_object())

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("review_post", args=[self.page.pk]), "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request, *args, **kwargs):
        run = self.run if hasattr(self.run, "review_plan") else None
        steps = queries.steps_of(run, self.page) if run and run.is_active else []
        context = self.get_context_data(
            page=self.page,
            chapters=story_of(self.page),
            route=route_of(run, steps) if run else None,
            media=STORY_MEDIA,
        )
        return TemplateResponse(request, self.template_name, context)


class StoryButton(Button):
    """Leads from Wagtail's own screens of a page to its story."""

    def __init__(self, page):
        super().__init__(
            _("Story of the review"),
            url=reverse("review_story", args=[page.pk]),
            icon_name="history",
            priority=65,
        )


def may_open_story(user, page) -> bool:
    """Tell whether there is a story of `page` that `user` may read."""
    return (
        isinstance(page.specific_deferred, BasePage)
        and page.review_records.exists()
        and not why_not_see(user, page)
    )
