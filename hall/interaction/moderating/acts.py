"""What was pressed, done to one comment or to many. Each is decided by itself: what one refuses, the others allow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from hall.interaction.models import Comment, HeldWord
from hall.interaction.moderating.services import hold_again, undo_decision
from hall.interaction.services import (
    block_speaker,
    distrust,
    hide_comment,
    make_concern,
    reply_officially,
    restore_comment,
    show_comment,
    take_back_block,
    trust,
)
from portal.accounts.models import User
from portal.core.refusals import Refused
from units.models import UnitPage


@dataclass
class Outcome:
    """What came of it: the keys of what was done, and the reasons of those who refused, each once."""

    done: list[int] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def attempt(self, verb: Callable, key: int) -> None:
        try:
            verb()
        except Refused as refused:
            self.refusals += [reason for reason in refused.reasons if reason not in self.refusals]
        except ObjectDoesNotExist:
            self.refusals.append(_("This comment is gone."))
        else:
            self.done.append(key)


def each(verb, comments: Iterable[Comment], by: User, now: datetime, **typed) -> Outcome:
    outcome = Outcome()
    for comment in comments:
        outcome.attempt(lambda key=comment.pk: verb(comment_id=key, by=by, now=now, **typed), comment.pk)
    return outcome


def show(comments, by, now) -> Outcome:
    return each(show_comment, comments, by, now)


def hide(comments, by, now, *, reason: str) -> Outcome:
    return each(hide_comment, comments, by, now, reason=reason)


def restore(comments, by, now) -> Outcome:
    return each(restore_comment, comments, by, now)


def concern(comments, by, now) -> Outcome:
    return each(make_concern, comments, by, now)


def undo(comments, by, now) -> Outcome:
    return each(undo_decision, comments, by, now)


def block(comments, by, now, *, reason: str, until: datetime | None, everywhere: bool) -> Outcome:
    """Block the writer of each comment, once on the pages of each unit. Returns the keys of the blocks."""
    outcome, blocks = Outcome(), []
    for comment, unit in writers_of(comments, everywhere):
        typed = {"user": comment.author, "unit": unit, "reason": reason, "until": until}
        outcome.attempt(lambda typed=typed: blocks.append(block_speaker(**typed, by=by, now=now)), comment.pk)
    outcome.done = [one.pk for one in blocks]
    return outcome


def answer(comments, by, now, *, text: str, token: str) -> Outcome:
    """Answer in the voice of the unit whose page it is. The token makes one answer of one form, however often sent."""
    outcome = Outcome()
    for comment in comments:
        where = {"page_id": comment.page_id, "unit": comment.page_unit, "answers_id": comment.pk}
        outcome.attempt(
            lambda where=where: reply_officially(**where, by=by, text=text, token=token, now=now), comment.pk
        )
    return outcome


def mark_trusted(comments, by, now) -> Outcome:
    """Trust the writer of each comment. What a colleague has done already is none of this: undoing would end it."""

    def trust_anew(who: User, unit: UnitPage | None) -> None:
        if trust(user=who, unit=unit, by=by, now=now).trusted_at != now:
            raise Refused([_("This person is trusted already.")])

    return with_writers(trust_anew, comments)


def unmark_trusted(comments, by, now) -> Outcome:
    """Trust the writer of each comment no more; in a unit that ends no trust in the whole hall."""

    def end_trust(who: User, unit: UnitPage | None) -> None:
        if not distrust(user=who, unit=unit, by=by, now=now):
            raise Refused([_("This person is not trusted here any more.")])

    return with_writers(end_trust, comments)


def with_writers(verb: Callable[[User, UnitPage | None], None], comments) -> Outcome:
    outcome = Outcome()
    for comment, unit in writers_of(comments):
        outcome.attempt(lambda who=comment.author, unit=unit: verb(who, unit), comment.pk)
    return outcome


def hold_for_word(comment_ids: Iterable[int], by, now, *, word: HeldWord) -> Outcome:
    outcome = Outcome()
    for key in comment_ids:
        outcome.attempt(lambda key=key: hold_again(comment_id=key, word=word, by=by, now=now), key)
    return outcome


def lift(block_ids: Iterable[int], by, now) -> Outcome:
    outcome = Outcome()
    for key in block_ids:
        outcome.attempt(lambda key=key: take_back_block(block_id=key, by=by, now=now), key)
    return outcome


def writers_of(comments: Iterable[Comment], everywhere: bool = False):
    """Yield each writer once for each place, with one of their comments; nobody for what a unit says."""
    seen = set()
    for comment in comments:
        unit = None if everywhere else comment.page_unit
        place = (comment.author_id, unit and unit.pk)
        if comment.author is None or comment.is_official() or place in seen:
            continue
        seen.add(place)
        yield comment, unit
