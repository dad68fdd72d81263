"""The release board, and the release of one post: its hour, what holds it up, and what may be done about it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Media
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
from wagtail.models import Page

from hall.forms import moment_typed
from hall.review.releases import queries
from hall.review.releases.forms import MoveForm, StopForm
from hall.review.releases.permissions import (
    joint_of,
    why_not_bundle,
    why_not_move,
    why_not_retry,
    why_not_see_releases,
    why_not_stop,
)
from hall.review.releases.progress import joint_lines
from hall.review.releases.services import move_release, retry_release, stop_release
from portal.core.models import BasePage
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin

MEDIA = Media(css={"all": ["portal/css/admin/releases.css", "portal/css/admin/form_errors.css"]})
PAGE_SIZE = 30
PAST_SHOWN = 10


class ReleaseMenuItem(MenuItem):
    """Shown to those whose units release something."""

    def is_shown(self, request):
        return not why_not_see_releases(request.user)


class ReleaseBoardView(ScreenMixin, View):
    """What is stuck, what comes, and what the clock has released lately."""

    template_name = "review/releases/board.html"
    page_title = gettext_lazy("Releases")
    header_icon = "history"

    def dispatch(self, request, *args, **kwargs):
        if why_not_see_releases(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        now = timezone.now()
        lines = queries.lines_for(request.user)
        paginator = Paginator([line for line in lines if not line.stuck], PAGE_SIZE)
        coming = paginator.get_page(request.GET.get("p"))
        context = self.get_context_data(
            clock_stands=queries.why_clock_stands(now),
            stuck=[line for line in lines if line.stuck],
            coming=coming,
            elided_page_range=paginator.get_elided_page_range(coming.number),
            joints=joint_lines(queries.coming_joints(request.user)),
            past=joint_lines(queries.past_joints(request.user, PAST_SHOWN)),
            released=queries.released_lately(request.user, now),
            may_bundle=not why_not_bundle(request.user),
            address=reverse("review_releases"),
            media=MEDIA,
        )
        return TemplateResponse(request, self.template_name, context)


class ReleaseView(ScreenMixin, View):
    """One approved post that waits for its hour, or is stuck past it."""

    template_name = "review/releases/release.html"
    page_title = gettext_lazy("Its release")
    header_icon = "history"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not isinstance(self.page, BasePage):
            raise Http404
        self.revision = self.page.scheduled_revision

    def dispatch(self, request, *args, **kwargs):
        if why_not_see_releases(request.user, [self.page.get_parent()]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.draft_title

    def get(self, request, *args, **kwargs):
        if self.revision is None:
            messages.warning(request, _("This post does not wait for a release any more."))
            return redirect("review_releases")
        return self.show(self.blank_move(), StopForm())

    def blank_move(self):
        return MoveForm(initial={"goes_out_at": moment_typed(self.revision.approved_go_live_at)})

    def post(self, request, *args, **kwargs):
        action = {"retry": self.retry, "move": self.move, "stop": self.stop}.get(request.POST.get("action"))
        if action is None or self.revision is None:
            return self.get(request)
        try:
            return action()
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        return redirect("review_release", self.page.pk)

    def retry(self):
        reason = retry_release(page_id=self.page.pk, by=self.request.user, now=timezone.now())
        if reason:
            messages.error(self.request, reason)
            return redirect("review_release", self.page.pk)
        messages.success(self.request, _("It is public now."))
        return redirect("review_releases")

    def move(self):
        form = MoveForm(self.request.POST)
        if not form.is_valid():
            return self.show(form, StopForm())
        moment = form.cleaned_data["goes_out_at"]
        move_release(page_id=self.page.pk, by=self.request.user, goes_out_at=moment, now=timezone.now())
        messages.success(self.request, _("It goes out at the new time."))
        return redirect("review_releases")

    def stop(self):
        form = StopForm(self.request.POST)
        if not form.is_valid():
            return self.show(self.blank_move(), form)
        stop_release(page_id=self.page.pk, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("It is a draft again."))
        return redirect("review_releases")

    def show(self, moving, stopping):
        user, page = self.request.user, self.page
        context = self.get_context_data(
            page=page,
            unit=page.get_parent(),
            moment=self.revision.approved_go_live_at,
            stuck=getattr(self.revision, "stuck_release", None),
            joint=joint_of(page),
            may_retry=not why_not_retry(user, page),
            why_not_move=why_not_move(user, page),
            may_stop=not why_not_stop(user, page),
            moving=moving,
            stopping=stopping,
            media=MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context)
