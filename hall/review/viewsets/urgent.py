"""The urgent lane in the admin: what can be released, and the screen on which somebody releases it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from hall.models import ALONE, PostPage
from hall.queries import standings
from hall.review.models.urgent import AFTER_REVIEW_WITHIN
from hall.review.urgent import queries
from hall.review.urgent.forms import ReleaseForm
from hall.review.urgent.permissions import why_not_release_urgently, why_not_use_lane
from hall.review.urgent.services import release_urgently
from hall.review.viewsets.media import URGENT_MEDIA
from portal.core.plain_text import tidy
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from units.enums import Role
from units.permissions import is_hall_desk, roles_of

PAGE_SIZE = 20
WORDS_LIMIT = 40
LANE, OPEN, CLOSED = "lane", "open", "closed"
BOARD_ROLES = {Role.EDITOR, Role.REVIEWER, Role.HALL_DESK, Role.CITY_OFFICE, Role.URGENT}


def has_board(user) -> bool:
    """Tell whether anything of the lane could ever concern `user`."""
    return is_hall_desk(user) or bool(BOARD_ROLES & {role for _unit, role in roles_of(user)})


class UrgentMenuItem(MenuItem):
    """Shown to those who release, and to the desk and the office; others come by their home page or by mail."""

    def is_shown(self, request):
        roles = {Role.HALL_DESK, Role.CITY_OFFICE} & {role for _unit, role in roles_of(request.user)}
        return bool(roles) or not why_not_use_lane(request.user)


class UrgentScreen(ScreenMixin):
    """A screen below the urgent lane."""

    header_icon = "warning"

    def get_context_data(self, **kwargs):
        return super().get_context_data(media=URGENT_MEDIA, **kwargs)


class UrgentLaneView(UrgentScreen, TemplateView):
    """What can be released, what waits to be looked at, and what has been."""

    template_name = "review/urgent/lane.html"
    page_title = gettext_lazy("Urgent lane")

    def dispatch(self, request, *args, **kwargs):
        if not has_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def in_lane(self):
        return not why_not_use_lane(self.request.user)

    @cached_property
    def view(self):
        """Which of the three lists; whoever is not in the lane has no first one."""
        views = [LANE, OPEN, CLOSED] if self.in_lane else [OPEN, CLOSED]
        asked = self.request.GET.get("view")
        return asked if asked in views else views[0]

    def get_context_data(self, **kwargs):
        words = tidy(self.request.GET.get("q", ""))[:WORDS_LIMIT].strip()
        paginator = Paginator(self.found(words), PAGE_SIZE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            view=self.view,
            in_lane=self.in_lane,
            words=words,
            page=page,
            rows=self.rows(list(page)),
            open_count=queries.count_open_after_reviews_for(self.request.user),
            elided_page_range=paginator.get_elided_page_range(page.number),
            address=reverse("urgent_lane"),
            **kwargs,
        )

    def found(self, words):
        if self.view == LANE:
            return queries.releasable(words)
        lists = {OPEN: queries.open_releases_for, CLOSED: queries.closed_releases_for}
        return lists[self.view](self.request.user)

    def rows(self, things):
        if self.view == LANE:
            return standings(things)
        return queries.after_reviews(things, self.request.user, timezone.now())


class ReleaseView(UrgentScreen, FormView):
    """The post as readers will see it, the reason, what follows, and one button."""

    form_class = ReleaseForm
    template_name = "review/urgent/release.html"
    page_title = gettext_lazy("Release at once")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.post_page = get_object_or_404(PostPage, pk=kwargs["page_id"])

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_use_lane(request.user):
            messages.error(request, reason)
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if reason := why_not_release_urgently(request.user, self.post_page):
            messages.warning(request, reason)
            return redirect("urgent_lane")
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.post_page.draft_title

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("urgent_lane"), "label": _("Urgent lane")}, here]

    def form_valid(self, form):
        try:
            release = release_urgently(
                page_id=self.post_page.pk,
                user=self.request.user,
                reason=form.cleaned_data["reason"],
                seen_revision_id=form.seen_number(),
                seen_version=form.cleaned_data["seen"],
                now=timezone.now(),
            )
        except Refused as refused:
            self.post_page.refresh_from_db()
            form.add_error(None, refused.reasons)
            return self.form_invalid(form)
        address = messages.button(self.post_page.full_url, _("See it on the portal"))
        messages.success(self.request, _("It is public now."), buttons=[address])
        return redirect("after_review", release.pk)

    def get_context_data(self, **kwargs):
        newest = self.post_page.get_latest_revision_as_object()
        return super().get_context_data(
            post=self.post_page,
            unit=self.post_page.unit,
            category=newest.category,
            frame_mode=ALONE,
            seen=self.post_page.version,
            in_review=self.post_page.workflow_in_progress,
            due_at=timezone.now() + AFTER_REVIEW_WITHIN,
            **kwargs,
        )
