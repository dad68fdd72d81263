"""What the units that we follow say, and one click that sends it to our own review."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from hall import timelines
from hall.models import PostPage, TimelineEntry
from hall.together.queries import mark_carried
from hall.together.services import carry_post, put_aside, take_up_again, undo_carrying
from hall.together.suggestions import put_aside_lately, suggestions
from hall.viewsets.composer import units_of
from hall.viewsets.together.acting import ActingScreen, unit_acted_for
from hall.viewsets.together.media import MEDIA
from portal.core.pagination import Cursor, Slice
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number
from units.models import UnitPage

PANEL_SIZE = 3


class CarryingScreen(ActingScreen):
    """A list of posts of others; what is pressed on one of them leads back to it."""

    header_icon = "redirect"
    SAID = {
        "carry": gettext_lazy("Submitted for review."),
        "undo": gettext_lazy("Taken back. It is among your drafts."),
        "aside": gettext_lazy("Put aside. It is not suggested any more."),
        "again": gettext_lazy("It is suggested again."),
    }

    def post(self, request, *args, **kwargs):
        act = request.POST.get("action", "")
        verb = {"carry": self.carry, "undo": self.undo, "aside": self.aside, "again": self.again}.get(act)
        if verb is None:
            raise Http404
        try:
            verb(self.kwargs["post_id"])
            messages.success(request, self.SAID[act])
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        line = whole_number(request.POST.get("line", ""))
        return self.back(f"post-{line}" if line else "")

    def public(self, post_id):
        return get_object_or_404(PostPage.objects.live(), pk=post_id)

    def carry(self, post_id):
        carry_post(original=self.public(post_id), unit=self.unit, by=self.request.user)

    def undo(self, post_id):
        post = get_object_or_404(PostPage.objects.child_of(self.unit), pk=post_id)
        undo_carrying(post_id=post.pk, by=self.request.user)

    def aside(self, post_id):
        put_aside(unit=self.unit, post=self.public(post_id), by=self.request.user, now=timezone.now())

    def again(self, post_id):
        take_up_again(unit=self.unit, post=self.public(post_id), by=self.request.user)


class ReadingView(CarryingScreen):
    """The reading list, newest first."""

    list_name = "together_reading"
    template_name = "hall/together/reading.html"
    page_title = gettext_lazy("Reading list")

    def get(self, request, *args, **kwargs):
        feed = timelines.followed_feed(self.unit, Cursor.parse(request.GET.get("before")))
        mark_carried(feed.entries, self.unit, request.user)
        return self.show(
            feed=feed,
            follows=self.unit.unit_follows.exists(),
            query=request.META.get("QUERY_STRING", ""),
        )


def shown(entries: list[TimelineEntry], unit: UnitPage, user) -> list[TimelineEntry]:
    """Return the entries with all that a card shows, and with what our own reposts of them have come to."""
    timelines.dress(Slice(entries))
    mark_carried(entries, unit, user)
    return entries


class SuggestionsView(CarryingScreen):
    """What we should pass on as well, why, and what was put aside."""

    list_name = "together_suggestions"
    template_name = "hall/together/suggestions.html"
    page_title = gettext_lazy("Suggested reposts")

    def get(self, request, *args, **kwargs):
        now = timezone.now()
        entries = shown(suggestions(self.unit, now), self.unit, request.user)
        return self.show(
            entries=entries, aside=put_aside_lately(self.unit, now), follows=self.unit.unit_follows.exists()
        )


class SuggestionsPanel(Component):
    """On the home page of everybody who writes for a unit: what it should pass on as well."""

    name = "suggestions"
    order = 120
    template_name = "hall/together/panel.html"
    media = MEDIA

    def is_shown(self, user) -> bool:
        return units_of(user).exists()

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        unit = unit_acted_for(request)
        found = suggestions(unit, timezone.now())
        return {
            "unit": unit,
            "entries": shown(found[:PANEL_SIZE], unit, request.user),
            "more": max(0, len(found) - PANEL_SIZE),
            "csrf_token": parent_context["csrf_token"],
        }
