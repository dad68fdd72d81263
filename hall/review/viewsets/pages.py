"""Wagtail's own page views, where they meet a review. They stand for every page of the portal."""

import json

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView, RevisionsUnscheduleView
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.models import Page

from hall.review.decisions import lock_page, raise_steps
from hall.review.models import ReviewTask, ReviewTaskState
from hall.review.permissions import why_not_recategorise, why_not_review, why_not_take_back
from hall.review.viewsets.speech_panel import SpeechPanelMixin
from portal.core.models import BasePage
from portal.core.refusals import Refused, refuse_if


class OwnTaskMixin:
    """Wagtail takes the page from one part of the address and the task from another and never compares them."""

    def get_task_state(self):
        states = ReviewTaskState.objects.filter(
            pk=self.task_state_id,
            workflow_state__object_id=str(self.object.pk),
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        )
        state = states.first()
        if state is None:
            raise Http404
        return state

    def get_redirect_url(self):
        return get_valid_next_url_from_request(self.request) or reverse("review_queue")

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_review(request.user, self.task_state):
            return self.refuse([reason])
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            return self.refuse(refused.reasons)

    def refuse(self, reasons):
        for reason in reasons:
            messages.error(self.request, reason)
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(
                self.request, {"step": "success", "redirect": reverse("review_queue")}
            )
        return redirect("review_queue")


class ReviewActionView(OwnTaskMixin, WorkflowActionView):
    """Approve or return from Wagtail's editor."""

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST)
        if not form.is_valid() and request.headers.get("x-requested-with") != "XMLHttpRequest":
            return self.refuse([error for errors in form.errors.values() for error in errors])
        return super().post(request, *args, **kwargs)


class CollectReviewDataView(OwnTaskMixin, CollectWorkflowActionDataView):
    """Ask for the words that go with a decision."""


class ReviewedTaskPreviewView(PreviewRevisionForTaskView):
    """Preview what waits at a step of this very page."""

    def get_task(self):
        task = ReviewTask.objects.filter(pk=self.task_id).first()
        if task is None:
            raise Http404
        return task

    def add_error_message(self):
        """Wagtail's words name the page to anybody who asks."""
        messages.error(self.request, _("This step is not waiting for a review any more."))


class WritingMixin:
    """Wagtail's editor during a review. Two people who save or submit at once come one after the other."""

    def dispatch(self, request, page_id, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            lock_page(get_object_or_404(Page, pk=page_id).pk)
            response = super().dispatch(request, page_id, **kwargs)
            raise_steps(page_id=page_id)
            return response

    @property
    def form(self):
        return self._form

    @form.setter
    def form(self, form):
        """Wagtail makes the form in two places; this is where both pass."""
        self._form = form
        category = form.fields.get("category")
        reason = why_not_recategorise(self.request.user) if self.page.workflow_in_progress else ""
        if category and reason:
            category.disabled, category.help_text = True, reason
            # An older version that is brought back had perhaps another one.
            form.initial["category"] = self.real_page_record.get_latest_revision_as_object().category_id

    @cached_property
    def is_cancelling_workflow(self):
        asked = super().is_cancelling_workflow
        return asked and not why_not_take_back(self.request.user, self.workflow_state)

    def perform_workflow_action(self):
        if self.has_content_changes or self.is_reverting:
            messages.warning(
                self.request,
                _("Your changes are saved. Whoever changes a text does not approve it: somebody else will."),
            )
            return self.save_action()
        task = self.page.current_workflow_task
        form = task.get_form_for_action(self.workflow_action)(self.words())
        try:
            refuse_if(*[error for errors in form.errors.values() for error in errors])
            state = self.page.current_workflow_task_state
            task.on_action(state, self.request.user, self.workflow_action, **form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(self.request, reason)
            return redirect("review_post", self.page.pk)
        messages.success(self.request, _("Your decision is kept."))
        return redirect("review_queue")

    def words(self) -> dict:
        """Return what was typed with the decision: the browser sends it as JSON."""
        try:
            words = json.loads(self.request.POST.get("workflow-action-extra-data", ""))
        except ValueError:
            return {}
        return words if isinstance(words, dict) else {}


class ReviewedCreateView(SpeechPanelMixin, CreateView):
    """Wagtail's editor of a page still to come."""


class ReviewedEditView(SpeechPanelMixin, WritingMixin, EditView):
    """Wagtail's editor of the newest version."""


class ReviewedRevertView(SpeechPanelMixin, WritingMixin, RevisionsRevertView):
    """Wagtail's editor of an older version, which becomes the newest."""


class StopReleaseView(RevisionsUnscheduleView):
    """Wagtail's address for stopping a release leads to our screen, which asks for the reason."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("review_release", self.object.pk)


class ReviewedPageViewSet(PageViewSet):
    """The views of every page type of the portal, unless a type brings a viewset of its own."""

    name = "reviewed_pages"
    add_view_class = ReviewedCreateView
    edit_view_class = ReviewedEditView
    revisions_revert_view_class = ReviewedRevertView
    revisions_unschedule_view_class = StopReleaseView
    workflow_action_view_class = ReviewActionView
    collect_workflow_action_data_view_class = CollectReviewDataView
    workflow_preview_view_class = ReviewedTaskPreviewView

    def on_register(self):
        page_viewset_registry.register(BasePage, self)
