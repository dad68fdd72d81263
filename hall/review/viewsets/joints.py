"""A joint release on one screen: its posts, how far each is, and what the hall desk may do with it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages

from hall.forms import moment_typed
from hall.models import PostPage
from hall.review.models import JointRelease
from hall.review.releases.enums import Readiness
from hall.review.releases.forms import DraftsForm, JointForm, StopForm
from hall.review.releases.joining import (
    add_post,
    cancel_joint,
    change_joint,
    draft_for_units,
    leave_out,
    make_joint,
    release_missed_joint,
    submit_all,
)
from hall.review.releases.permissions import (
    why_not_bundle,
    why_not_change_joint,
    why_not_release_joint,
    why_not_see_joint,
)
from hall.review.releases.progress import item_lines, joint_lines
from hall.review.releases.queries import posts_to_add
from hall.review.viewsets.releases import MEDIA
from portal.core.plain_text import tidy
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.whole_numbers import whole_number

WORDS_LIMIT = 40


class MakeJointView(ScreenMixin, View):
    """Begin a joint release: its name and hour; the posts follow."""

    template_name = "review/releases/make_joint.html"
    page_title = gettext_lazy("Prepare a joint release")
    header_icon = "history"

    def dispatch(self, request, *args, **kwargs):
        if why_not_bundle(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(JointForm())

    def post(self, request, *args, **kwargs):
        form = JointForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            joint = make_joint(by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return self.show(form)
        return redirect("review_joint", joint.pk)

    def show(self, form):
        return TemplateResponse(
            self.request, self.template_name, self.get_context_data(form=form, media=MEDIA)
        )


class JointView(ScreenMixin, View):
    """One joint release. Whatever is wrong with a form, everything typed comes back."""

    template_name = "review/releases/joint.html"
    page_title = gettext_lazy("Joint release")
    header_icon = "history"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.joint = get_object_or_404(JointRelease, pk=kwargs["joint_id"])

    def dispatch(self, request, *args, **kwargs):
        if why_not_see_joint(request.user, self.joint):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.joint)

    def get(self, request, *args, **kwargs):
        return self.show({})

    def forms(self, bound):
        """Return the forms of the screen, those that were sent as they were sent."""
        joint = self.joint
        initial = {
            "name": joint.name,
            "goes_out_at": moment_typed(joint.goes_out_at),
            "latecomers": joint.latecomers,
        }
        return {
            "draft": DraftsForm(joint=joint, prefix="draft"),
            "change": JointForm(prefix="change", initial=initial),
            "cancel": StopForm(prefix="cancel"),
            "leave_out": StopForm(prefix="leave_out"),
            **bound,
        }

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action", "")
        forms = {
            "draft": lambda: DraftsForm(request.POST, joint=self.joint, prefix="draft"),
            "change": lambda: JointForm(request.POST, prefix="change"),
            "cancel": lambda: StopForm(request.POST, prefix="cancel"),
            "leave_out": lambda: StopForm(request.POST, prefix="leave_out"),
        }
        form = forms[action]() if action in forms else None
        if form and not form.is_valid():
            return self.show({action: form})
        verbs = {"submit": self.submit, "release": self.release, "add": self.add}
        try:
            if form:
                getattr(self, f"do_{action}")(form.cleaned_data)
            elif action in verbs:
                verbs[action]()
        except (Refused, ValidationError) as error:
            reasons = error.reasons if isinstance(error, Refused) else error.messages
            if form:
                form.add_error(None, reasons)
                return self.show({action: form})
            for reason in reasons:
                messages.error(request, reason)
        return redirect("review_joint", self.joint.pk)

    def do_draft(self, typed):
        posts = draft_for_units(joint_id=self.joint.pk, by=self.request.user, **typed)
        words = ngettext("%(count)d draft made.", "%(count)d drafts made.", len(posts))
        messages.success(self.request, words % {"count": len(posts)})

    def do_change(self, typed):
        change_joint(joint_id=self.joint.pk, by=self.request.user, now=timezone.now(), **typed)
        messages.success(self.request, _("Changed. All its posts follow."))

    def do_cancel(self, typed):
        cancel_joint(joint_id=self.joint.pk, by=self.request.user, now=timezone.now(), **typed)
        messages.success(self.request, _("Called off. Its posts are drafts again."))

    def do_leave_out(self, typed):
        leave_out(joint_id=self.joint.pk, post_id=self.post_named().pk, by=self.request.user, **typed)
        messages.success(self.request, _("Left out. It is a draft again."))

    def post_named(self):
        number = self.request.POST.get("post", "")
        return get_object_or_404(PostPage, pk=whole_number(number))

    def add(self):
        add_post(joint_id=self.joint.pk, post_id=self.post_named().pk, by=self.request.user)
        messages.success(self.request, _("It goes out with the others."))

    def submit(self):
        count, refusals = submit_all(joint_id=self.joint.pk, by=self.request.user)
        for refusal in refusals:
            messages.error(self.request, refusal)
        words = ngettext("%(count)d post submitted.", "%(count)d posts submitted.", count)
        messages.success(self.request, words % {"count": count})

    def release(self):
        release_missed_joint(joint_id=self.joint.pk, by=self.request.user, now=timezone.now())
        messages.success(self.request, _("What is approved is public now."))

    def show(self, bound):
        user, joint = self.request.user, self.joint
        words = tidy(self.request.GET.get("q", ""))[:WORDS_LIMIT].strip()
        may_change = not why_not_change_joint(user, joint)
        lines = item_lines(joint, user)
        context = self.get_context_data(
            joint=joint,
            progress=joint_lines([joint])[0].progress,
            lines=lines,
            has_drafts=any(line.readiness in (Readiness.UNWRITTEN, Readiness.RETURNED) for line in lines),
            may_change=may_change,
            may_release=not why_not_release_joint(user, joint, timezone.now()),
            forms=self.forms(bound) if may_change else {},
            words=words,
            found=posts_to_add(words) if may_change and words else [],
            sent=next(iter(bound), ""),
            post_sent=self.request.POST.get("post", ""),
            media=MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context)
