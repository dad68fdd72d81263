"""Who decides what everybody sees of a concern: its unit's spokespersons and the desk, never who wrote the words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hall.concerns.enums import UNANSWERED_OUTCOMES
from hall.concerns.models import Answer, Concern
from hall.concerns.permissions import is_asker
from hall.concerns.places import places_of
from units.permissions import is_hall_desk

MOST_MASKS = 100
LONGEST_MASK = 100


def moderates_for(user, concern: Concern) -> bool:
    """Tell whether `user` is of the desk, or a spokesperson of the concern's unit or stands in for one."""
    if is_hall_desk(user):
        return True
    return concern.unit is not None and concern.unit.path in places_of(user).above


def is_moderator(user) -> bool:
    return user.is_active and (is_hall_desk(user) or bool(places_of(user).above))


def why_not_moderate(user, concern: Concern) -> str:
    """Say why `user` does not decide whether everybody may read this concern. Set form: `moderated_by`."""
    if concern.is_private:
        return _("This was asked privately. Nobody makes it public.")
    if concern.outcome in UNANSWERED_OUTCOMES:
        return _("This was withdrawn or joined to another one, and is not public any more.")
    if not moderates_for(user, concern):
        return _("The unit's spokespersons and the hall desk decide what is shown.")
    if is_asker(user, concern):
        return _("You asked this yourself. Somebody else decides whether it is shown.")
    return ""


def why_not_show_answer(user, concern: Concern, answer: Answer | None) -> str:
    if reason := why_not_moderate(user, concern):
        return reason
    if answer is None:
        return _("No answer has been sent yet.")
    if concern.hidden_at or not (concern.shown_at or concern.shows_with_answer):
        return _("The question itself is not public.")
    if answer.writers.filter(pk=user.pk).exists():
        return _("You wrote this answer. Somebody else looks at what everybody will read.")
    return ""


def why_not_hide(user, concern: Concern, reason: str) -> str:
    if refusal := why_not_moderate(user, concern):
        return refusal
    if concern.hidden_at:
        return _("This is not shown already.")
    if not reason.strip():
        return _("Say why it is not shown: who asked reads it.")
    return ""


def why_not_restore(user, concern: Concern) -> str:
    if refusal := why_not_moderate(user, concern):
        return refusal
    if not concern.hidden_at or not concern.shown_at:
        return _("There is nothing to bring back.")
    return ""


def decision_version(concern: Concern, answer: Answer | None) -> str:
    """Name what a moderator has before them: what was decided last, and the last answer."""
    decided = concern.moderated_at.isoformat() if concern.moderated_at else "never"
    return f"{decided} {answer.pk if answer else ''}"


def why_not_decide_again(concern: Concern, answer: Answer | None, seen: str) -> str:
    """Say that it is not what a moderator saw any more. `seen` is the `decision_version` then; empty asks nothing."""
    if seen in {"", decision_version(concern, answer)}:
        return ""
    return _("Somebody else has decided in the meantime, or a new answer came. Look at it again.")


def why_not_mask(masks: Mapping[str, str], *texts: str) -> str:
    """Say why these words cannot be masked in these texts."""
    if len(masks) > MOST_MASKS:
        return _("At most %(count)d places can be masked.") % {"count": MOST_MASKS}
    for words, mask in masks.items():
        if not words.strip() or not any(words in text for text in texts):
            return _("“%(words)s” does not stand in the text.") % {"words": words}
        if words in mask:
            return _("“%(mask)s” still says “%(words)s”.") % {"mask": mask, "words": words}
        if len(mask) > LONGEST_MASK:
            return _("A mask has at most %(count)d characters.") % {"count": LONGEST_MASK}
    return ""
