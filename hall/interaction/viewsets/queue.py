"""The queue of comments: what waits in the units of this person, oldest first, and what was decided."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from hall.interaction.enums import CommentState
from hall.interaction.moderating import queries
from hall.interaction.moderating.forms import WantedForm
from hall.interaction.moderating.owners import owners_of
from hall.interaction.moderating.permissions import why_not_open_queue
from hall.interaction.viewsets.deciding import DecidingMixin
from hall.interaction.viewsets.media import MEDIA
from hall.interaction.viewsets.screens import CommentsScreen
from hall.review.viewsets.boards import Figure
from portal.core.pagination import Cursor
from portal.core.queries import calendar_for
from units.permissions import is_hall_desk

UNITS_SHOWN = 50


class QueueMenuItem(MenuItem):
    """Shown to the people of units and the desk, with how much waits for this person."""

    def is_shown(self, request):
        return not why_not_open_queue(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        if waiting := queries.count_waiting(request.user):
            component.label = f"{self.label} ({waiting})"
        return component


class CommentsPanel(Component):
    """On the home page of those who moderate: how many comments wait, and how many too long."""

    name = "comments"
    order = 80
    template_name = "interaction/moderating/panel.html"
    media = MEDIA

    def get_context_data(self, parent_context):
        request, queue = parent_context["request"], reverse("comments")
        late = queries.count_late(request.user, timezone.now(), calendar_for(request))
        figures = [
            Figure(gettext_lazy("Waiting too long"), late, queue, presses=True),
            Figure(gettext_lazy("Comments that wait"), queries.count_waiting(request.user), queue),
        ]
        return {"figures": figures}


class QueueView(DecidingMixin, CommentsScreen, View):
    """A list that decides in place: every line has its buttons, and what is ticked is decided together."""

    template_name = "interaction/moderating/queue.html"
    page_title = pgettext_lazy("of the public", "Comments")
    tab = "comments"

    def get(self, request, *args, **kwargs):
        user, now, calendar = request.user, timezone.now(), calendar_for(request)
        form = WantedForm(request.GET, units=queries.units_seen_by(user), for_desk=is_hall_desk(user))
        wanted = form.wanted
        page = queries.page_of(user, wanted, Cursor.parse(request.GET.get("after")))
        by_unit = queries.waiting_by_unit(user, now, calendar)[:UNITS_SHOWN]
        owners = owners_of(one.unit_id for one in by_unit)
        rows = queries.rows_of(page.entries, user, now, calendar)
        context = self.get_context_data(
            form=form,
            wanted=wanted,
            is_held=wanted.state == CommentState.HELD,
            rows=self.rows_with_what_was_typed(rows),
            may_decide=any(row.may_decide for row in rows),
            next_address=self.address_from(page.older) if page.older else "",
            first_address=self.address_from(None) if request.GET.get("after") else "",
            by_unit=[(one, owners[one.unit_id]) for one in by_unit],
            is_desk=is_hall_desk(user),
        )
        return TemplateResponse(request, self.template_name, context)

    def address_from(self, cursor) -> str:
        """Return the address of this list from a place on; without one, from its beginning."""
        words = self.request.GET.copy()
        words.pop("after", None)
        if cursor:
            words["after"] = str(cursor)
        return f"?{words.urlencode()}" if cursor or words else reverse("comments")
