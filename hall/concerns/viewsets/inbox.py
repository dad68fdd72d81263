"""The concerns that somebody deals with: a list in parts, and the figures on the home page."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from hall.concerns.answering import queues
from hall.concerns.answering.enums import Part
from hall.concerns.answering.search import concern_of_code, search_inbox
from hall.concerns.places import sees_all
from hall.concerns.viewsets.media import MEDIA
from hall.review.viewsets.boards import Figure
from portal.core.viewsets.screen import ScreenMixin
from portal.core.workdays import local_day
from units.models import UnitPage

PAGE_SIZE = 20
COUNTED = [Part.AT_DESK, Part.TO_ANSWER, Part.REPLIED, Part.TO_REVIEW, Part.LATE]


def parts_of(user) -> list[Part]:
    """Return the parts that somebody's inbox has, the one to begin with first."""
    if sees_all(user):
        return [Part.AT_DESK, Part.REPLIED, Part.TO_REVIEW, Part.LATE, Part.OPEN, Part.ANSWERED, Part.ALL]
    return [Part.TO_ANSWER, Part.REPLIED, Part.TO_REVIEW, Part.LATE, Part.ANSWERED, Part.ALL]


def figure_of(part: Part, counts: queues.Counts) -> Figure:
    """Return the number of a part, which leads to its list."""
    address = f"{reverse('concerns_inbox')}?part={part}"
    return Figure(part.label, getattr(counts, part), address, presses=part != Part.TO_REVIEW)


class ConcernsMenuItem(MenuItem):
    """Shown to those who deal with concerns."""

    def is_shown(self, request):
        return queues.deals_with_concerns(request.user)


class ConcernsPanel(Component):
    """On the home page: how many concerns wait for this person."""

    name = "concerns"
    order = 95
    template_name = "concerns/desk/panel.html"
    media = MEDIA

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        counts = queues.counts_for(user, timezone.now())
        return {"figures": [figure_of(part, counts) for part in parts_of(user) if part in COUNTED]}


class InboxView(ScreenMixin, View):
    """One part of the concerns that this person deals with."""

    template_name = "concerns/desk/inbox.html"
    page_title = gettext_lazy("Concerns")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not queues.deals_with_concerns(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        now = timezone.now()
        parts = parts_of(request.user)
        part = request.GET.get("part", "")
        part = Part(part) if part in parts else parts[0]
        words = request.GET.get("q", "").strip()[:60]
        if found := concern_of_code(request.user, words):
            return redirect("concerns_concern", found.number)
        concerns = queues.part_of_inbox(request.user, part, local_day(now))
        unit = self.unit()
        if unit:
            concerns = concerns.filter(unit=unit)
        page = Paginator(search_inbox(concerns, words).for_rows(), PAGE_SIZE).get_page(request.GET.get("p"))
        filters = {"part": part.value, "q": words, "unit": unit.code if unit else ""}
        context = self.get_context_data(
            parts=parts,
            part=part,
            words=words,
            unit=unit,
            page=page,
            rows=queues.rows_of(page, now),
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            address=f"{reverse('concerns_inbox')}?{urlencode({key: value for key, value in filters.items() if value})}",
            sees_all=sees_all(request.user),
            media=MEDIA,
        )
        return TemplateResponse(request, self.template_name, context)

    def unit(self) -> UnitPage | None:
        code = self.request.GET.get("unit", "")
        return UnitPage.objects.filter(code=code.upper()).first() if code else None
