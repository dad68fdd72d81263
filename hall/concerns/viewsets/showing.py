"""What everybody may read of the concerns: a list of what waits, and one screen to mask, show or hide."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Media
from django.forms.widgets import Script
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from hall.concerns.enums import Showing
from hall.concerns.masking import parted, with_masks
from hall.concerns.models import Concern
from hall.concerns.showing import services
from hall.concerns.showing.forms import HideForm, MasksForm, ShowAnswerForm, ShowForm
from hall.concerns.showing.permissions import (
    decision_version,
    is_moderator,
    why_not_decide_again,
    why_not_moderate,
    why_not_restore,
    why_not_show_answer,
)
from hall.concerns.showing.queries import part_of
from portal.core.private_files import serve_private
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin

PAGE_SIZE = 20
MEDIA = Media(
    css={"all": ["portal/css/admin/showing.css", "portal/css/admin/form_errors.css"]},
    js=[Script("portal/js/masking.js", type="module")],
)


class ShowingMenuItem(MenuItem):
    def is_shown(self, request):
        return is_moderator(request.user)


class ShowingListView(ScreenMixin, View):
    """The concerns of one part of the list: `?part=`."""

    template_name = "concerns/showing/list.html"
    page_title = gettext_lazy("Public concerns")
    header_icon = "view"

    def dispatch(self, request, *args, **kwargs):
        if not is_moderator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        asked = request.GET.get("part", "")
        part = Showing(asked) if asked in Showing.values else Showing.WAITING
        paginator = Paginator(part_of(request.user, part).for_rows(), PAGE_SIZE)
        concerns = paginator.get_page(request.GET.get("p"))
        context = self.get_context_data(
            concerns=concerns,
            part=part,
            parts=Showing.choices,
            elided_page_range=paginator.get_elided_page_range(concerns.number),
            address=f"{reverse('concerns_showing')}?part={part}",
            media=MEDIA,
        )
        return TemplateResponse(request, self.template_name, context)


class OneConcernMixin:
    """Loads the concern of the address, and lets in only who may decide about it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.concern = get_object_or_404(Concern.objects.for_rows(), pk=kwargs["concern_id"])

    def dispatch(self, request, *args, **kwargs):
        if why_not_moderate(request.user, self.concern):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ShowingView(OneConcernMixin, ScreenMixin, View):
    """The words of the citizen beside those that everybody will read, and the same for the last answer."""

    template_name = "concerns/showing/one.html"
    page_title = gettext_lazy("What everybody reads")
    header_icon = "view"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.answer = services.sent_answer(self.concern)

    def get_page_subtitle(self):
        return self.concern.number

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("concerns_showing"), "label": _("Public concerns")}, here]

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        action, self.seen = request.POST.get("action", ""), request.POST.get("seen", "")
        if reason := why_not_decide_again(self.concern, self.answer, self.seen):
            messages.error(request, reason)
            return self.begin_again()
        if action in {"show", "later", "preview"}:
            return self.decide(action, ShowForm(request.POST, concern=self.concern), "show_form")
        if action in {"show_answer", "preview_answer"} and self.answer:
            form = ShowAnswerForm(request.POST, concern=self.concern, answer=self.answer, prefix="answer")
            return self.decide(action, form, "answer_form")
        if action == "restore":
            return self.act(services.restore_concern, _("It is public again."))
        return self.decide("hide", HideForm(request.POST), "hide_form")

    def begin_again(self):
        """Show what is there now, with the words that somebody typed for what was there before."""
        forms = self.fresh_forms()
        for form in forms.values():
            form.initial["also"] = self.request.POST.get(form.add_prefix("also"), "")
        return self.show(**forms, status=409)

    def decide(self, action, form, name):
        is_sound = form.is_valid()
        if not is_sound or action.startswith("preview"):
            return self.show(**{name: form}, status=200 if is_sound else 422)
        typed = form.cleaned_data
        try:
            if action == "show_answer":
                return self.act(
                    services.show_answer, _("The answer is public."), masks=form.masks, seen=self.seen
                )
            if action == "hide":
                return self.act(services.hide_concern, _("It is not shown."), reason=typed["reason"])
            pictures = {picture.pk for picture in typed["pictures"]}
            said = _("It becomes public with its answer.") if action == "later" else _("It is public.")
            return self.act(
                services.show_concern,
                said,
                masks=form.masks,
                pictures=pictures,
                with_answer=action == "later",
                seen=self.seen,
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
            return self.show(**{name: form}, status=422)

    def act(self, verb, said, **arguments):
        try:
            concern = verb(concern_id=self.concern.pk, by=self.request.user, now=timezone.now(), **arguments)
        except Refused as refused:
            if arguments:
                raise
            messages.error(self.request, " ".join(refused.reasons))
            return redirect("concerns_showing_one", self.concern.pk)
        buttons = []
        if concern.is_public:
            buttons = [messages.button(concern.get_absolute_url(), _("What everybody reads"))]
        messages.success(self.request, said, buttons=buttons)
        return redirect("concerns_showing")

    def fresh_forms(self):
        forms = {"show_form": ShowForm(concern=self.concern)}
        if self.answer:
            forms["answer_form"] = ShowAnswerForm(concern=self.concern, answer=self.answer, prefix="answer")
        return forms

    def show(self, *, show_form=None, answer_form=None, hide_form=None, status=200):
        concern, answer, user = self.concern, self.answer, self.request.user
        fresh = self.fresh_forms()
        show_form = show_form or fresh["show_form"]
        answer_form = answer_form or fresh.get("answer_form")
        why_not_answer = why_not_show_answer(user, concern, answer)
        context = self.get_context_data(
            concern=concern,
            answer=answer,
            seen=decision_version(concern, answer),
            show_form=show_form,
            subject=pieces(concern.subject, show_form),
            text=pieces(concern.text, show_form),
            answer_form=answer_form,
            answer_text=pieces(answer.text, answer_form) if answer else [],
            why_not_answer=why_not_answer,
            hide_form=hide_form or HideForm(),
            may_restore=not why_not_restore(user, concern),
            pictures=list(concern.pictures.of_question()),
            chosen=set(map(str, show_form["pictures"].value() or [])),
            media=MEDIA,
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)


class PictureView(OneConcernMixin, View):
    """One picture of the concern, for who decides about it."""

    def get(self, request, *args, **kwargs):
        picture = get_object_or_404(self.concern.pictures.of_question(), pk=kwargs["picture_id"])
        return serve_private(picture.file)


def pieces(text: str, form: MasksForm) -> list[dict]:
    """Return a text in pieces: plain ones, and those that a row of the form masks or could mask."""
    lines = {row.words: (on, mask) for row, on, mask in form.lines()}
    more = {} if not form.is_bound or not form.is_valid() else form.masks
    found = []
    for plain, words in parted(text, lines.keys() | more.keys()):
        on, mask = lines.get(words, (None, None))
        found.append(
            {
                "plain": plain,
                "words": words,
                "field": on,
                "is_masked": bool(on.value()) if on else True,
                "mask": mask.value() if mask else with_masks(words, more),
            }
        )
    return found
