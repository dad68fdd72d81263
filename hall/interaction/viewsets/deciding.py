"""Takes what was pressed beside comments, and leads back to where the person was."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from wagtail.admin import messages

from hall.interaction.enums import BlockLength, HideReason
from hall.interaction.models import Comment
from hall.interaction.moderating import acts
from hall.interaction.moderating.forms import AT_ONCE_LIMIT, AnswerForm, BlockForm, ReasonForm
from hall.interaction.moderating.queries import QueueRow, with_all_that_shows
from portal.core.whole_numbers import whole_number

LAST_DONE = "comments_last_done"
# The number of the comment follows it, so that each form of the list has its own.
TOKEN_LENGTH = 20


@dataclass(frozen=True)
class Act:
    """A button: what it does, how it says so, and what takes it back (nothing: it cannot be taken back)."""

    do: Callable
    said: str
    undo: str = ""


ACTS = {
    "show": Act(
        acts.show,
        ngettext_lazy("%(n)d comment is public now.", "%(n)d comments are public now.", "n"),
        "undo",
    ),
    "hide": Act(
        acts.hide, ngettext_lazy("%(n)d comment is hidden.", "%(n)d comments are hidden.", "n"), "undo"
    ),
    "restore": Act(
        acts.restore,
        ngettext_lazy("%(n)d comment is public again.", "%(n)d comments are public again.", "n"),
        "undo",
    ),
    "concern": Act(acts.concern, ngettext_lazy("%(n)d concern was made.", "%(n)d concerns were made.", "n")),
    "block": Act(
        acts.block, ngettext_lazy("%(n)d person is blocked.", "%(n)d persons are blocked.", "n"), "lift"
    ),
    "trust": Act(
        acts.mark_trusted,
        ngettext_lazy("%(n)d person is trusted.", "%(n)d persons are trusted.", "n"),
        "distrust",
    ),
    "distrust": Act(
        acts.unmark_trusted,
        ngettext_lazy("%(n)d person is trusted no more.", "%(n)d persons are trusted no more.", "n"),
        "trust",
    ),
    "undo": Act(
        acts.undo, ngettext_lazy("%(n)d decision was taken back.", "%(n)d decisions were taken back.", "n")
    ),
    "lift": Act(acts.lift, ngettext_lazy("%(n)d block was lifted.", "%(n)d blocks were lifted.", "n")),
    "answer": Act(acts.answer, ngettext_lazy("%(n)d answer was sent.", "%(n)d answers were sent.", "n")),
}
FORMS = {"hide": ReasonForm, "block": BlockForm, "answer": AnswerForm}


@dataclass(frozen=True)
class SentBack:
    """What was typed and cannot be taken as it is: it stands in its form again, beside the reason."""

    action: str
    form: object
    comments: tuple[int, ...]
    is_bulk: bool

    @property
    def hide_reason(self) -> str:
        return self.form["reason"].value() if self.action == "hide" else ""

    @property
    def block_reason(self) -> str:
        return self.form["reason"].value() if self.action == "block" else ""

    @property
    def answer(self) -> str:
        return self.form["text"].value() if self.action == "answer" else ""


class DecidingMixin:
    """A screen with comments whose buttons post to its own address."""

    sent_back = None

    def post(self, request, *args, **kwargs):
        act = ACTS.get(request.POST.get("action"))
        keys = named_keys(request.POST.getlist("keys"))
        if act is None:
            raise Http404
        if not keys:
            messages.warning(request, _("Tick at least one comment."))
            return redirect(request.get_full_path())
        return self.act_on(act, request.POST["action"], keys)

    def act_on(self, act: Act, action: str, keys: list[int]):
        request, now = self.request, timezone.now()
        things, typed = keys if action == "lift" else self.comments_named(keys), {}
        if len(things) < len(keys):
            messages.error(request, _("What its writer has deleted meanwhile is gone."))
        if action in FORMS:
            form = FORMS[action](request.POST)
            if not form.is_valid():
                return self.hand_back(action, form, keys)
            typed = form.typed(now)
        outcome = act.do(things, request.user, now, **typed)
        for reason in outcome.refusals:
            messages.error(request, reason)
        if typed and not outcome.done:
            return self.hand_back(action, form, keys)
        if outcome.done:
            said = act.said % {"n": len(outcome.done)}
            request.session[LAST_DONE] = {"said": said, "undo": act.undo, "keys": outcome.done}
        return redirect(request.get_full_path())

    def hand_back(self, action: str, form, keys: list[int]):
        """Show the screen with what was typed in its form again; where no comment is left to have one, tell it back."""
        if Comment.objects.filter(pk__in=keys).exists():
            self.sent_back = SentBack(action, form, tuple(keys), "bulk" in self.request.POST)
            return self.get(self.request, *self.args, **self.kwargs)
        words = form.data.get("text") or form.data.get("reason")
        if words and words.strip():
            messages.warning(self.request, _("You had written: %(words)s") % {"words": words.strip()})
        return redirect("comments")

    def comments_named(self, keys: list[int]) -> list[Comment]:
        """Return these comments without those that are gone. With one in the care of others there is nothing to do."""
        named = Comment.objects.filter(pk__in=keys)
        comments = {
            comment.pk: comment for comment in with_all_that_shows(named.in_care_of(self.request.user))
        }
        if len(comments) < named.count():
            raise Http404
        return [comments[key] for key in keys if key in comments]

    def rows_with_what_was_typed(self, rows: list[QueueRow]) -> list[tuple]:
        """Return each row with what was sent back from its own form, and whether it is ticked."""
        back = self.sent_back
        sent = set(back.comments) if back else set()
        return [
            (
                row,
                back if back and row.comment.pk in sent and not back.is_bulk else None,
                row.comment.pk in sent,
            )
            for row in rows
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            last_done=self.request.session.pop(LAST_DONE, None),
            sent_back=self.sent_back,
            hide_reasons=HideReason.choices,
            lengths=BlockLength.choices,
            token=get_random_string(TOKEN_LENGTH),
            **kwargs,
        )


def named_keys(texts: list[str]) -> list[int]:
    """Return the numbers among what was sent, each once and no more than anybody ticks."""
    numbers = map(whole_number, texts)
    return list(dict.fromkeys(number for number in numbers if number))[:AT_ONCE_LIMIT]
