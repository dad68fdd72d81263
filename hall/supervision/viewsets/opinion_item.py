"""One opinion item in front of the desk and of the unit that has it; its entry, its picture, and a unit's list."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from hall.concerns.models import Concern
from hall.concerns.viewsets.media import MEDIA
from hall.interaction.models import Comment, Mention
from hall.supervision.models import OpinionItem
from hall.supervision.opinion.brief import brief_of
from hall.supervision.opinion.enums import Source
from hall.supervision.opinion.forms import ACTIONS, EnterForm, PointForm
from hall.supervision.opinion.permissions import (
    why_not_read_brief,
    why_not_read_ours,
    why_not_see_item,
    why_not_see_opinion,
)
from hall.supervision.opinion.services import enter_item
from portal.core.action_forms import action_named, offered
from portal.core.models import PortalSettings
from portal.core.private_files import serve_private
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.whole_numbers import whole_number
from portal.core.workdays import local_day
from units.models import UnitPage
from units.permissions import is_hall_desk

UNITS_OFFERED = 200
PAGE_SIZE = 20
FIRST_DAY = date(2000, 1, 1)
POINTED_TO = {Source.CONCERN: Concern, Source.COMMENT: Comment, Source.MENTION: Mention}


class OpinionScreen(ScreenMixin, View):
    """A screen that asks `why_not_enter` before anything else."""

    header_icon = "glasses"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def dispatch(self, request, *args, **kwargs):
        if reason := self.why_not_enter():
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def why_not_enter(self) -> str:
        return why_not_see_opinion(self.request.user)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("opinion"), "label": _("Opinion desk")}
        if not is_hall_desk(self.request.user):
            above = {"url": reverse("opinion_ours"), "label": _("Opinion items for us")}
        *before, here = super().get_breadcrumbs_items()
        return [*before, above, here]

    def show_template(self, template, **context):
        context = self.get_context_data(media=MEDIA, now=self.now, **context)
        return TemplateResponse(self.request, template, context)


class ItemView(OpinionScreen):
    """Shows an item to those whom it concerns, and takes what they decide."""

    page_title = gettext_lazy("Opinion item")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = OpinionItem.objects.for_rows().select_related("comment", "mention", "entered_by")
        self.item = get_object_or_404(rows, pk=kwargs["item_id"])

    def why_not_enter(self):
        return why_not_see_item(self.request.user, self.item)

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        kind = action_named(request.POST.get("action", ""), ACTIONS)
        if kind is None:
            return self.show()
        form = kind(request.POST, row=self.item, user=request.user, now=self.now)
        if not form.is_done():
            return self.show(form)
        messages.success(request, form.done)
        return redirect(request.path)

    def show(self, acting=None):
        item = self.item
        if acting:
            # It was refused perhaps because somebody else was quicker.
            item.refresh_from_db()
        return self.show_template(
            "supervision/opinion/item.html",
            item=item,
            is_response_late=item.is_response_late(self.now),
            is_conclusion_late=item.is_conclusion_late(self.now),
            origin_address=address_of_origin(item),
            events=list(item.events.all()),
            actions=offered(ACTIONS, acting, row=item, user=self.request.user, now=self.now),
            units=names_of_units() if is_hall_desk(self.request.user) else [],
        )


def names_of_units() -> list[str]:
    return list(UnitPage.objects.live().order_by("title").values_list("title", flat=True)[:UNITS_OFFERED])


def address_of_origin(item: OpinionItem) -> str:
    """Return where in the hall something was said that an item points to."""
    if item.concern:
        return reverse("concerns_concern", args=[item.concern.number])
    if item.comment:
        return reverse("comments_one", args=[item.comment.pk])
    return item.mention.address if item.mention else ""


def opinion_picture(request, item_id):
    """Show the screenshot of an item to those who may read it."""
    item = get_object_or_404(OpinionItem.objects.for_rows(), pk=item_id)
    if reason := why_not_see_item(request.user, item):
        raise PermissionDenied(reason)
    if not item.picture:
        raise Http404
    return serve_private(item.picture)


class EnterView(OpinionScreen):
    """Enters what the hotline told or a screenshot shows; with `?about=`, something that was said in the hall."""

    page_title = gettext_lazy("New opinion item")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.about = None
        if asked := request.GET.get("about", ""):
            source, _dash, key = asked.partition("-")
            if source not in POINTED_TO:
                raise Http404
            self.about = get_object_or_404(POINTED_TO[source], pk=whole_number(key))

    def build(self, *data):
        return PointForm(*data[:1]) if self.about else EnterForm(*data)

    def get(self, request):
        return self.show(self.build())

    def post(self, request):
        form = self.build(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            item = enter_item(by=request.user, about=self.about, now=self.now, **form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
            return self.show(form)
        messages.success(request, _("The item is at the desk. Weigh it next."))
        return redirect(item.get_absolute_url())

    def show(self, form):
        return self.show_template(
            "supervision/opinion/enter.html", form=form, about=self.about, here=self.request.get_full_path()
        )


class BriefView(OpinionScreen):
    """The brief of a day as a page to print, for the desk and the city office."""

    def why_not_enter(self):
        return why_not_read_brief(self.request.user)

    def get(self, request):
        today = local_day(self.now)
        try:
            day = min(date.fromisoformat(request.GET.get("day", "")), today)
        except ValueError:
            day = today
        day = max(day, FIRST_DAY)
        context = {
            "brief": brief_of(day, self.now),
            "above": reverse("wagtailadmin_home" if why_not_see_opinion(request.user) else "opinion"),
            "earlier": day - timedelta(days=1),
            "later": day + timedelta(days=1) if day < today else None,
            "hall": PortalSettings.load(request_or_site=request),
        }
        return TemplateResponse(request, "supervision/opinion/brief.html", context)


class OursMenuItem(MenuItem):
    """Shown to those who answer for a unit while something waits for it; the desk has its own list."""

    def is_shown(self, request):
        user = request.user
        if why_not_read_ours(user) or is_hall_desk(user):
            return False
        return OpinionItem.objects.of_units_of(user).open().exists()


class OursView(OpinionScreen):
    """The items given to the units that somebody answers for: those that wait first, then those that ended."""

    page_title = gettext_lazy("Opinion items for us")

    def why_not_enter(self):
        return why_not_read_ours(self.request.user)

    def get_breadcrumbs_items(self):
        return super(OpinionScreen, self).get_breadcrumbs_items()

    def get(self, request):
        ours = OpinionItem.objects.of_units_of(request.user).for_rows()
        ended = Paginator(ours.filter(ended_at__isnull=False).order_by("-ended_at", "-pk"), PAGE_SIZE)
        page = ended.get_page(request.GET.get("p"))
        return self.show_template(
            "supervision/opinion/ours.html",
            waiting=list(ours.open().soonest_first()[:PAGE_SIZE]),
            page=page,
            elided_page_range=ended.get_elided_page_range(page.number),
            address=reverse("opinion_ours"),
        )
