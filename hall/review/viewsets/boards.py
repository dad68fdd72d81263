"""What there is to do at a glance: figures on the home page for everybody, and the board of the hall desk."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from hall.enums import PostState, ReviewLevel
from hall.review import boards, queues
from hall.review.enums import DueBy
from hall.review.models import StuckRelease
from hall.review.permissions import why_not_see_board
from hall.review.urgent.queries import count_open_after_reviews_for
from hall.review.viewsets.media import BOARD_MEDIA
from hall.silence import LIMIT, SilentUnit, silent_units
from portal.core.viewsets.screen import ScreenMixin
from units.models import UnitPage

UNITS_SHOWN = 50
SILENT_SHOWN = 20


@dataclass(frozen=True)
class Figure:
    """A number with the list behind it. One that `presses` is shown so whenever it is not zero."""

    label: str
    number: int
    url: str
    presses: bool = False

    @property
    def is_pressing(self) -> bool:
        return self.presses and self.number > 0


def writing_figures(user, now: datetime) -> list[Figure]:
    counts = boards.writing_of(user, now)
    return [
        Figure(_("My drafts"), counts.drafts, own_posts(user, PostState.DRAFT)),
        Figure(_("Returned to me"), counts.returned, own_posts(user, PostState.RETURNED), presses=True),
        Figure(_("Under review"), counts.waiting, own_posts(user, PostState.IN_REVIEW)),
        Figure(_("Live today"), counts.live_today, own_posts(user, PostState.PUBLIC, today=now)),
    ]


def own_posts(user, state: PostState, today: datetime | None = None) -> str:
    """Return the address of the list of posts that counts the same."""
    words = {"state": state.value, "owner": user.pk}
    if today:
        words["published_at_from"] = timezone.localdate(today).isoformat()
    return f"{reverse('posts:index')}?{urlencode(words)}"


def reviewing_figures(steps: list[queues.WaitingStep], now: datetime) -> list[Figure]:
    counts = boards.reviewing_of(steps, now)
    queue = reverse("review_queue")
    return [
        Figure(DueBy.NOW.label, counts.now, f"{queue}?due={DueBy.NOW}", presses=True),
        Figure(DueBy.TODAY.label, counts.today, f"{queue}?due={DueBy.TODAY}"),
        Figure(_("Awaiting my review"), counts.waiting, queue),
    ]


def desk_figures(user, waiting: list[boards.UnitQueue], silent: list[SilentUnit]) -> list[Figure]:
    board = reverse("desk_board")
    return [
        Figure(_("Under review in all units"), sum(queue.waiting for queue in waiting), f"{board}#queues"),
        Figure(_("Late"), sum(queue.late for queue in waiting), f"{board}#queues", presses=True),
        Figure(
            _("Needs after-review"),
            count_open_after_reviews_for(user),
            f"{reverse('urgent_lane')}?view=open",
            presses=True,
        ),
        Figure(
            _("Releases that are stuck"),
            StuckRelease.objects.count(),
            reverse("review_releases"),
            presses=True,
        ),
        Figure(
            _("Silent for %(days)d days") % {"days": LIMIT},
            sum(silence.is_over for silence in silent),
            f"{board}#silent",
            presses=True,
        ),
        Figure(_("Soon silent"), sum(not silence.is_over for silence in silent), f"{board}#silent"),
    ]


def writes(user) -> bool:
    return UnitPage.objects.writable_by(user).exists()


class TodayPanel(Component):
    """On the home page: figures for every hat that this person wears."""

    name = "today"
    order = 70
    template_name = "review/today_panel.html"
    media = BOARD_MEDIA

    def is_shown(self, user) -> bool:
        return not why_not_see_board(user) or queues.is_reviewer(user) or writes(user)

    def get_context_data(self, parent_context):
        request, now = parent_context["request"], timezone.now()
        user = request.user
        rows = []
        if not why_not_see_board(user):
            rows.append((_("All units"), desk_figures(user, boards.queues_by_unit(now), silent_units(now))))
        if queues.is_reviewer(user):
            rows.append((_("My reviews"), reviewing_figures(queues.waiting_in(request), now)))
        if writes(user):
            rows.append((_("My posts"), writing_figures(user, now)))
        return {"rows": rows}


class DeskBoardMenuItem(MenuItem):
    def is_shown(self, request):
        return not why_not_see_board(request.user)


class DeskBoardView(ScreenMixin, View):
    """All queues by unit and all silent accounts, for those who run the hall."""

    template_name = "review/desk_board.html"
    page_title = gettext_lazy("Desk board")
    header_icon = "table"

    def dispatch(self, request, *args, **kwargs):
        if why_not_see_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        now = timezone.now()
        waiting, silent = boards.queues_by_unit(now), silent_units(now)
        queue_page = Paginator(waiting, UNITS_SHOWN).get_page(request.GET.get("p"))
        silent_page = Paginator(silent, SILENT_SHOWN).get_page(request.GET.get("silent"))
        context = self.get_context_data(
            figures=desk_figures(request.user, waiting, silent),
            levels=ReviewLevel,
            queues=[(queue, list(queue.by_level.values())) for queue in queue_page],
            queue_page=queue_page,
            waiting=sum(queue.waiting for queue in waiting),
            silent_page=silent_page,
            limit=LIMIT,
            now=now,
            here=reverse("desk_board"),
            media=BOARD_MEDIA,
        )
        return TemplateResponse(request, self.template_name, context)
