"""The lists of orders: the inspectors' desk, and a unit's own; with what will become an order."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import HeaderButton

from hall.review.viewsets.boards import Figure
from hall.supervision.accountability.permissions import has_records
from hall.supervision.inspectors import is_inspector, why_not_change_rules
from hall.supervision.models import Sighting, SupervisionOrder, WatchRule
from hall.supervision.orders.permissions import sees_orders
from hall.supervision.orders.queries import (
    Part,
    becoming_orders,
    count_before_tomorrow_ends,
    counts_of,
    in_part,
    rows_of,
)
from hall.supervision.viewsets.media import MEDIA
from hall.supervision.viewsets.screens import SupervisionScreen
from hall.supervision.watches.registry import WATCHES
from portal.core.queries import load_calendar
from portal.core.workdays import local_day
from units.enums import Role
from units.permissions import is_hall_desk, unit_ids_with_role

PAGE_SIZE = 20
BECOMING_SHOWN = 10
WORDS_LIMIT = 60
BY_HAND = "hand"


def answers_somewhere(user) -> bool:
    """Tell whether `user` speaks for a unit, or for the hall desk. Reads nothing more than the teams."""
    return bool(unit_ids_with_role(user, Role.REVIEWER)) or is_hall_desk(user)


class SupervisionMenuItem(MenuItem):
    """Shown to those who inspect, and to those who answer once there was an order: closed ones are read too."""

    def is_shown(self, request):
        user = request.user
        if sees_orders(user):
            return True
        return answers_somewhere(user) and SupervisionOrder.objects.answered_by(user).exists()


def front(request):
    """Lead to the list that is this person's: of all orders, of their unit's, or of records that concern them."""
    if sees_orders(request.user):
        return redirect("supervision_desk")
    if not answers_somewhere(request.user) and has_records(request.user):
        return redirect("supervision_records")
    return redirect("supervision_ours")


class OrdersView(SupervisionScreen, View):
    """A list of orders in parts, narrowed by a watch and by words, and what is on its way to become one."""

    address_name = ""

    def orders(self):
        raise NotImplementedError

    def sightings(self):
        raise NotImplementedError

    def ways(self):
        """Return words and addresses of what else this person looks at."""
        return []

    def get(self, request):
        today, calendar = local_day(self.now), load_calendar()
        part = request.GET.get("part", "")
        part = Part(part) if part in Part.values else Part.OPEN
        watch, words = request.GET.get("watch", ""), request.GET.get("q", "").strip()[:WORDS_LIMIT]
        counts = counts_of(self.orders(), today)
        found = narrowed(in_part(self.orders(), part, today), watch, words)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
        becoming = becoming_orders(self.sightings())
        asked = {"part": part.value, "watch": watch, "q": words}
        filters = {name: value for name, value in asked.items() if value}
        context = self.get_context_data(
            parts=[(one, counts[one.value]) for one in Part],
            part=part,
            watch=watch,
            watches=WATCHES.values(),
            by_hand=BY_HAND,
            words=words,
            is_narrowed=bool(watch or words),
            page=page,
            rows=rows_of(page, self.now, calendar),
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            here=reverse(self.address_name),
            address=f"{reverse(self.address_name)}?{urlencode(filters)}",
            becoming=list(becoming[:BECOMING_SHOWN]),
            becoming_more=reverse("supervision_sightings"),
            becoming_count=becoming.count(),
            shows_units=self.shows_units,
            ways=list(self.ways()),
            media=MEDIA,
        )
        return TemplateResponse(request, "supervision/orders.html", context)


def narrowed(orders, watch: str, words: str):
    """Narrow orders to those of a watch, or by hand, and to those whose number or unit holds the words."""
    if watch == BY_HAND:
        orders = orders.filter(sighting=None)
    elif watch in WATCHES:
        orders = orders.filter(sighting__watch=watch)
    if words:
        orders = orders.filter(Q(number__icontains=words) | Q(unit_name__icontains=words))
    return orders


class DeskView(OrdersView):
    """All orders, for inspectors and the city office."""

    page_title = gettext_lazy("Supervision orders")
    address_name = "supervision_desk"
    shows_units = True

    def why_not_enter(self):
        return (
            "" if sees_orders(self.request.user) else _("Only inspectors and the city office see all orders.")
        )

    def orders(self):
        return SupervisionOrder.objects.seen_by(self.request.user)

    def sightings(self):
        return seen_sightings(self.request.user)

    def get_header_buttons(self):
        """One alone: more would push the title off a phone."""
        if not is_inspector(self.request.user):
            return []
        return [HeaderButton(_("Issue an order"), reverse("supervision_issue"), icon_name="plus")]

    def ways(self):
        user = self.request.user
        if is_inspector(user):
            yield _("Accountability records"), reverse("supervision_records")
        if not why_not_change_rules(user):
            yield _("Rules of the watches"), reverse(WatchRule.snippet_viewset.get_url_name("list"))


class OursView(OrdersView):
    """The orders to units for which somebody speaks."""

    page_title = gettext_lazy("Orders to us")
    address_name = "supervision_ours"

    @property
    def shows_units(self):
        return len(unit_ids_with_role(self.request.user, Role.REVIEWER)) > 1 or is_hall_desk(
            self.request.user
        )

    def why_not_enter(self):
        if answers_somewhere(self.request.user) or self.orders().exists():
            return ""
        return _("Only spokespersons see the orders to their unit.")

    def orders(self):
        return SupervisionOrder.objects.answered_by(self.request.user)

    def sightings(self):
        return Sighting.objects.answered_by(self.request.user)


def seen_sightings(user):
    """Return what the watches see that `user` may read: all of it for the city office."""
    if is_inspector(user):
        return Sighting.objects.inspected_by(user)
    return Sighting.objects.all() if sees_orders(user) else Sighting.objects.answered_by(user)


class SightingsView(SupervisionScreen, View):
    """All that the watches see and that is no order yet."""

    page_title = gettext_lazy("Seen, and no order yet")

    def why_not_enter(self):
        user = self.request.user
        may = sees_orders(user) or answers_somewhere(user)
        return "" if may else _("Only inspectors and spokespersons see this.")

    def get(self, request):
        page = Paginator(becoming_orders(seen_sightings(request.user)), PAGE_SIZE)
        page = page.get_page(request.GET.get("p"))
        context = self.get_context_data(
            page=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            address=reverse("supervision_sightings"),
            media=MEDIA,
        )
        return TemplateResponse(request, "supervision/sightings.html", context)


class SupervisionPanel(Component):
    """On the home page: what waits for those who inspect, and for those who answer."""

    name = "supervision"
    order = 90
    template_name = "supervision/panel.html"
    media = MEDIA

    def __init__(self, figures):
        self.figures = figures

    def get_context_data(self, parent_context):
        return {"figures": self.figures}


def panel_figures(user, now) -> list[Figure]:
    """Return the figures of the panel; none for those whom nothing concerns. Two queries."""
    today = local_day(now)
    if is_inspector(user):
        counts = counts_of(SupervisionOrder.objects.inspected_by(user), today)
        soon = count_before_tomorrow_ends(Sighting.objects.inspected_by(user), now)
        desk = reverse("supervision_desk")
        return [
            figure(Part.OVERDUE, counts, desk, presses=True),
            figure(Part.REPORTED, counts, desk, presses=True),
            figure(Part.OWED, counts, desk),
            Figure(_("Orders by tomorrow"), soon, reverse("supervision_sightings")),
        ]
    if not answers_somewhere(user):
        return []
    counts = counts_of(SupervisionOrder.objects.answered_by(user), today)
    soon = count_before_tomorrow_ends(Sighting.objects.answered_by(user), now)
    if not counts[Part.OWED] and not soon:
        return []
    ours = reverse("supervision_ours")
    return [
        figure(Part.OVERDUE, counts, ours, presses=True),
        figure(Part.OWED, counts, ours, presses=True),
        Figure(_("Orders by tomorrow"), soon, reverse("supervision_sightings"), presses=True),
    ]


def figure(part: Part, counts: dict[str, int], address: str, presses: bool = False) -> Figure:
    return Figure(part.label, counts[part.value], f"{address}?part={part.value}", presses=presses)
