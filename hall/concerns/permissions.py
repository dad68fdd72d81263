"""Who may see a concern, and who may do what to it. An empty answer means yes."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hall.concerns.enums import AnswerState, ConcernState
from hall.concerns.graph import may_follow
from hall.concerns.models import Concern
from hall.concerns.models.concern import REASON_LIMIT, TEXT_LIMIT
from hall.concerns.places import places_of, sees_all
from hall.concerns.terms import MOST_MESSAGES, REOPEN_TIMES, REOPEN_WITHIN
from units.permissions import is_hall_desk


def why_not_see(user, concern: Concern, *, holds_code: bool = False) -> str:
    """Say why `user` may not read all that was written about a concern.

    The one rule of what private means: pages, lists, searches, exports, letters and feeds ask it, or its set form
    `ConcernQuerySet.visible_to`. `holds_code` says that the session has shown the code of this concern. What everybody
    may read of a public concern are its `public_` words: ask `concern.is_public` or `ConcernQuerySet.public`.
    """
    if holds_code or is_asker(user, concern) or deals_with(user, concern):
        return ""
    return _("Only who asked and those who answer may read this.")


def is_asker(user, concern: Concern) -> bool:
    return bool(user and user.is_active and user.pk and concern.asker_id == user.pk)


def deals_with(user, concern: Concern) -> bool:
    """Tell whether `user` deals with a concern for the hall or for its unit."""
    if sees_all(user):
        return True
    return concern.unit is not None and places_of(user).cover(concern.unit)


def speaks_for(user, unit) -> bool:
    """Tell whether `user` is a spokesperson of a unit or of one above it, or stands in for one today."""
    return unit is not None and any(unit.path.startswith(path) for path in places_of(user).above)


def why_not_step(verb: str, concern: Concern) -> str:
    """Say why a concern stands where this verb leads nowhere. The table is `graph.GRAPH`."""
    if may_follow(verb, concern.state, concern.outcome):
        return ""
    if concern.state == ConcernState.CLOSED:
        return _("This concern is closed.")
    if concern.state == ConcernState.ANSWERED:
        return _("This concern has been answered already.")
    if concern.state == ConcernState.RECEIVED:
        return _("This concern is with the hall desk, and no unit has it yet.")
    if verb == "assign":
        return _("A unit has this concern already; pass it on instead.")
    return _("This concern has not been answered yet.")


def why_not_give_reason(reason: str) -> str:
    return (
        why_not_words(reason, REASON_LIMIT) if reason else _("Please give a reason: who asked will read it.")
    )


def why_not_words(text: str, limit: int = TEXT_LIMIT) -> str:
    """Say why words are none that somebody can be given to read. Takes text that is tidy."""
    if not text:
        return _("Please write something.")
    if len(text) > limit:
        return _("Please say it in at most %(limit)d characters.") % {"limit": limit}
    return ""


def why_not_take(unit) -> str:
    """Say why a unit takes no questions: not launched yet, suspended or retired."""
    if unit is None or not unit.live:
        return _("This unit takes no questions at present. Choose another one.")
    return ""


def why_not_assign(user, concern: Concern) -> str:
    if not is_hall_desk(user):
        return _("Only the hall desk gives concerns to units.")
    return why_not_step("assign", concern)


def why_not_transfer(user, concern: Concern) -> str:
    """Say why `user` may not pass a concern on, to another unit or back to the desk."""
    if not (is_hall_desk(user) or (concern.unit and places_of(user).cover(concern.unit))):
        return _("Only the unit that has a concern, or the hall desk, passes it on.")
    if concern.answers.filter(state=AnswerState.UNDER_REVIEW).exists():
        return _("Its answer is under review. Return it first, or wait for the review.")
    return why_not_step("transfer", concern)


def why_not_pass_to(unit, concern: Concern) -> str:
    return _("The unit has it already.") if unit.pk == concern.unit_id else why_not_take(unit)


def why_not_set_kind(user, concern: Concern) -> str:
    """Say why `user` may not choose the kind: a unit that chose it would set its own deadline."""
    if not is_hall_desk(user):
        return _("Only the hall desk says how difficult a concern is.")
    return why_not_step("set_kind", concern)


def why_not_extend(user, concern: Concern, today: date) -> str:
    if not speaks_for(user, concern.unit):
        return _("Only a spokesperson of the unit takes more time.")
    if reason := why_not_step("extend", concern):
        return reason
    if today > concern.due_on:
        return _("The deadline has passed; it can be moved no more.")
    if concern.extensions.filter(round=concern.reopened_times).count() >= concern.kind.extensions:
        return _("More time was asked for already, as often as this kind of concern allows.")
    return ""


def why_not_extend_by(concern: Concern, working_days: int) -> str:
    most = concern.kind.extension_days
    if not 1 <= working_days <= most:
        return ngettext(
            "At most %(days)d working day more can be given.",
            "At most %(days)d working days more can be given.",
            most,
        ) % {"days": most}
    return ""


def why_not_join(user, concern: Concern) -> str:
    """Say why a concern may not be joined to any other one."""
    if not is_hall_desk(user):
        return _("Only the hall desk joins concerns.")
    return why_not_step("merge", concern)


def why_not_merge(user, concern: Concern, into: Concern) -> str:
    """Say why a concern may not be joined to another one, whose answer its asker will be led to.

    Into a private concern goes only what the same signed-in person asked: everybody else would learn of it.
    """
    if reason := why_not_join(user, concern):
        return reason
    if concern.pk == into.pk:
        return _("This is the same concern.")
    if into.merged_into_id or (into.outcome and not may_follow("reopen", into.state, into.outcome)):
        return _("That concern is closed without an answer. Choose another one.")
    if into.is_public:
        return ""
    has_one_asker = concern.asker_id is not None and concern.asker_id == into.asker_id
    if not has_one_asker or concern.duplicates.exclude(asker=into.asker_id).exists():
        return _(
            "That concern is not public, and somebody else asked it: its answer must not be shown to others."
        )
    return ""


def why_not_speak_as_asker(user, concern: Concern, *, holds_code: bool) -> str:
    if holds_code or is_asker(user, concern):
        return ""
    return _("Only who asked may do this.")


def why_not_add_message(user, concern: Concern, *, holds_code: bool = False) -> str:
    if reason := why_not_speak_as_asker(user, concern, holds_code=holds_code):
        return reason
    # Whoever is asked may answer, however much was said before.
    if concern.asked_back_at is None and concern.messages.of_asker().count() >= MOST_MESSAGES:
        return _("There are many messages here already. Please wait for the answer.")
    return why_not_step("add_message", concern)


def why_not_withdraw(user, concern: Concern, *, holds_code: bool = False) -> str:
    return why_not_speak_as_asker(user, concern, holds_code=holds_code) or why_not_step("withdraw", concern)


def why_not_confirm(user, concern: Concern, *, holds_code: bool = False) -> str:
    return why_not_speak_as_asker(user, concern, holds_code=holds_code) or why_not_step(
        "confirm_solved", concern
    )


def why_not_rate(user, concern: Concern, *, holds_code: bool = False) -> str:
    if reason := why_not_speak_as_asker(user, concern, holds_code=holds_code):
        return reason
    return why_not_step("rate", concern) or (_("You have rated this answer.") if concern.rating else "")


def why_not_reopen(user, concern: Concern, now: datetime, *, holds_code: bool = False) -> str:
    if reason := why_not_speak_as_asker(user, concern, holds_code=holds_code):
        return reason
    if reason := why_not_step("reopen", concern):
        return reason
    if concern.reopened_times >= REOPEN_TIMES:
        return _("It was opened again %(times)d times already. Please ask anew, and name this number.") % {
            "times": REOPEN_TIMES
        }
    if concern.answered_at and now > concern.answered_at + REOPEN_WITHIN:
        return _("The answer is more than %(days)d days old. Please ask anew, and name this number.") % {
            "days": REOPEN_WITHIN.days
        }
    return ""


def why_not_follow(user, concern: Concern) -> str:
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    if not concern.is_public:
        return _("Only public concerns can be followed.")
    return ""
