"""What waits for this person: all of it on a page of its own, the ten due first on the home page."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from hall.review import queues
from hall.review.enums import DueBy
from hall.review.viewsets.media import MEDIA

PAGE_SIZE = 20
PANEL_SIZE = 10


class QueueMenuItem(MenuItem):
    """Shown to those who review for somebody."""

    def is_shown(self, request):
        return queues.is_reviewer(request.user)


class AwaitingPanel(Component):
    """On the home page of a reviewer: what is due first."""

    name = "awaiting_review"
    order = 90
    template_name = "review/awaiting_panel.html"
    media = MEDIA

    def get_context_data(self, parent_context):
        steps = queues.waiting_in(parent_context["request"])
        return {"rows": queues.rows_of(steps[:PANEL_SIZE]), "total": len(steps)}


class QueueView(WagtailAdminTemplateMixin, View):
    """All that this person can decide on, what is due first coming first."""

    template_name = "review/queue.html"
    page_title = gettext_lazy("Awaiting your review")
    header_icon = "tasks"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def dispatch(self, request, *args, **kwargs):
        if not queues.is_reviewer(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        waiting, part = queues.waiting_in(request), request.GET.get("due", "")
        if part in DueBy.values:
            waiting = queues.due_by(waiting, DueBy(part), timezone.now())
        paginator = Paginator(waiting, PAGE_SIZE)
        steps = paginator.get_page(request.GET.get("p"))
        context = self.get_context_data(
            steps=steps,
            parts=[("", gettext_lazy("All")), *DueBy.choices],
            part=part if part in DueBy.values else "",
            rows=queues.rows_of(list(steps)),
            elided_page_range=paginator.get_elided_page_range(steps.number),
            address=reverse("review_queue"),
            media=MEDIA,
        )
        return TemplateResponse(request, self.template_name, context)
