"""One post in front of its reviewer: what readers will see, the steps, the history, and the decision."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState
from wagtail.utils.decorators import xframe_options_sameorigin_override

from hall.models import ALONE, PostPage
from hall.permissions import why_not_change
from hall.review import queries, queues
from hall.review.enums import StepState
from hall.review.forms import ApprovalForm, QuickReturnForm
from hall.review.models import ReviewTaskState
from hall.review.permissions import assignment_of, why_not_review, why_not_see, why_not_take_back
from hall.review.routes import route_of
from hall.review.services import approve, return_post, take_back
from hall.review.story import chapters_of
from hall.review.versions import comparison_for
from hall.review.viewsets.media import MEDIA, STORY_MEDIA
from portal.core.models import BasePage
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.whole_numbers import whole_number

TITLE_SHOWN = 24


class ReviewedPageMixin:
    """Loads the page of the address, and lets in only those who have to do with its review."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not isinstance(self.page, BasePage):
            raise Http404
        self.run = self.page.workflow_states.order_by("pk").last()

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_see(request.user, self.page):
            return self.turn_away(reason)
        return super().dispatch(request, *args, **kwargs)

    def turn_away(self, reason):
        raise PermissionDenied(reason)


class NotYoursView(ScreenMixin, View):
    """Says why somebody may not see a review, and nothing about the text: links are passed on."""

    template_name = "review/not_yours.html"
    page_title = gettext_lazy("Review")
    header_icon = "lock"

    def dispatch(self, request, reason):
        context = self.get_context_data(reason=reason, is_reviewer=queues.is_reviewer(request.user))
        return TemplateResponse(request, self.template_name, context, status=403)


class ReviewPageView(ReviewedPageMixin, WagtailAdminTemplateMixin, View):
    """Show a post under review, and take the decision."""

    template_name = "review/review_page.html"
    page_title = gettext_lazy("Review")
    header_icon = "check"

    @cached_property
    def task_state(self) -> ReviewTaskState | None:
        """The step at which the page waits now."""
        return self.page.current_workflow_task_state

    def get_page_subtitle(self):
        return str(self.page.get_latest_revision_as_object())

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("review_queue"), "label": _("Awaiting your review")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def turn_away(self, reason):
        return NotYoursView.as_view()(self.request, reason=reason)

    def get(self, request, *args, **kwargs):
        return self.show(ApprovalForm(), QuickReturnForm())

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "take_back":
            return self.take_back()
        is_return = request.POST.get("action") == "return"
        form = (QuickReturnForm if is_return else ApprovalForm)(request.POST)
        if form.is_valid():
            step = self.step_of_form()
            try:
                return self.decide(step, is_return, form.cleaned_data["comment"])
            except Refused as refused:
                if self.was_pressed_twice(step, is_return):
                    return self.leave(step, self.words_for_decision(is_return))
                form.add_error(None, refused.reasons)
        return self.show(*((ApprovalForm(), form) if is_return else (form, QuickReturnForm())))

    def was_pressed_twice(self, step, is_return) -> bool:
        """Tell whether this very person has taken this very decision already."""
        step.refresh_from_db()
        decision = TaskState.STATUS_REJECTED if is_return else TaskState.STATUS_APPROVED
        return step.status == decision and step.finished_by_id == self.request.user.pk

    def take_back(self):
        try:
            take_back(page_id=self.page.pk, user=self.request.user)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(self.request, reason)
            return redirect("review_post", self.page.pk)
        messages.success(self.request, _("It is a draft again."))
        return redirect(self.writing_address())

    def writing_address(self):
        """Return where the text is changed: posts have the composer."""
        name = "hall_compose_post" if isinstance(self.page, PostPage) else "wagtailadmin_pages:edit"
        return reverse(name, args=[self.page.pk])

    def step_of_form(self) -> ReviewTaskState:
        return get_object_or_404(
            ReviewTaskState,
            pk=self.number("task_state"),
            workflow_state__in=self.page.workflow_states.values("pk"),
        )

    def decide(self, step, is_return, comment):
        if is_return:
            return_post(task_state_id=step.pk, reviewer=self.request.user, reason=comment)
        else:
            approve(
                task_state_id=step.pk,
                reviewer=self.request.user,
                comment=comment,
                seen_revision_id=self.number("seen"),
            )
        return self.leave(step, self.words_for_decision(is_return))

    def words_for_decision(self, is_return) -> str:
        """Say what follows: the next step and who takes it, or that readers see it."""
        if is_return:
            return _("Returned to the writer.")
        self.page.refresh_from_db()
        if state := self.task_state:
            return _("Approved. Next: %(taker)s.") % {
                "taker": assignment_of(state).bench or state.get_level_display()
            }
        return _("Approved: it is public now.") if self.page.live else _("Approved.")

    def leave(self, step, words):
        """Go back to the queue, with the next text offered; `decided` lets the browser forget what it has kept."""
        waiting = queues.waiting_for(self.request.user)
        free = [step for step in waiting if step.claim is None or step.is_mine]
        buttons = []
        for row in queues.rows_of(free[:1]):
            label = _("Next: %(unit)s, “%(title)s”") % {
                "unit": row.unit,
                "title": Truncator(row.title).chars(TITLE_SHOWN),
            }
            buttons = [messages.button(reverse("review_post", args=[row.step.page_id]), label)]
        messages.success(self.request, words, buttons=buttons)
        home = "review_queue" if queues.is_reviewer(self.request.user) else "wagtailadmin_home"
        return redirect(f"{reverse(home)}?decided={step.pk}")

    def number(self, name, sent=None):
        return whole_number((self.request.POST if sent is None else sent).get(name, ""))

    def show(self, approval, returning):
        newest = self.page.get_latest_revision_as_object()
        run = self.run if hasattr(self.run, "review_plan") else None
        state = self.task_state
        reason = why_not_review(self.request.user, state) if state else ""
        pictures = list(newest.pictures.select_related("image")) if hasattr(newest, "pictures") else []
        steps = queries.steps_of(run, self.page) if run and run.is_active else []
        history = queries.history_of(self.page)
        asked = queries.asked_in(history, self.page) if state else None
        context = self.get_context_data(
            page=self.page,
            newest=newest,
            unit=self.page.get_parent(),
            frame_mode=ALONE if ALONE in dict(newest.preview_modes) else "",
            pictures=pictures,
            lacks_words=any(not picture.alt_text.strip() for picture in pictures),
            category=getattr(newest, "category", None),
            task_state=state,
            is_mine=state is not None and not reason,
            reason=reason,
            is_last_step=state is not None and state.is_last_step(),
            next_taker=next_taker(steps),
            goes_live_at=getattr(newest, "go_live_at", None),
            address=reverse("review_post", args=[self.page.pk]),
            is_new=self.page.first_published_at is None,
            steps=steps,
            story=chapters_of(reversed(history)),
            route=route_of(run, steps) if run else None,
            asked=asked,
            came_back=asked is not None and asked.revision_number == self.page.latest_revision_id,
            last_decision=queries.last_decision_in(history),
            comparison=comparison_for(
                self.page,
                self.request.user,
                seen=self.number("seen"),
                asked=self.number("since", self.request.GET),
            ),
            is_reviewer=queues.is_reviewer(self.request.user),
            approval=approval,
            returning=returning,
            may_take_back=state is not None and not why_not_take_back(self.request.user, self.run),
            writing_address="" if why_not_change(self.request.user, self.page) else self.writing_address(),
            may_edit=self.page.permissions_for_user(self.request.user).can_edit(),
            media=MEDIA + STORY_MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context)


def next_taker(steps) -> str:
    """Say who takes the step after the one that waits; empty when there is none."""
    ahead = next((step for step in steps if step.state == StepState.AHEAD), None)
    return str(ahead.assignment.bench or ahead.level.label) if ahead else ""


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class ReviewPreviewView(ReviewedPageMixin, View):
    """The newest version as readers will see it: the whole page, or in the mode that the address names."""

    def get(self, request, *args, **kwargs):
        newest = self.page.get_latest_revision_as_object()
        mode = request.GET.get("mode", "")
        if mode not in dict(newest.preview_modes):
            raise Http404
        return newest.make_preview_request(request, mode)
