"""What writers answer to plain-speech hints: read from a form, kept with the page."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from hall.review.enums import SpeechRule
from hall.review.models import SpeechDismissal
from hall.review.models.speech import REASON_LIMIT
from hall.review.permissions import why_not_dismiss
from portal.accounts.models import User
from portal.core.plain_text import cut, tidy
from portal.core.refusals import refuse_if

FIELD = "dismissed_hints"
ANSWERS_LIMIT = 100


def answers_in(sent: str) -> list[SpeechDismissal]:
    """Return the answers that a form carries as JSON, not saved yet.

    What is none is left out without a word: a hint stops nobody, and so does an answer to one.
    """
    try:
        rows = json.loads(sent)
    except (ValueError, RecursionError):
        return []
    rows = rows[:ANSWERS_LIMIT] if isinstance(rows, list) else []
    return [answer for answer in map(answer_in, rows) if answer]


def answer_in(row) -> SpeechDismissal | None:
    rule, words, reason = (
        (row.get(name) for name in ["rule", "words", "reason"]) if is_row(row) else ("",) * 3
    )
    reason = cut(" ".join(tidy(reason).split()), REASON_LIMIT)
    if not (words and reason) or rule not in SpeechRule.values:
        return None
    return SpeechDismissal(rule=rule, words=words, reason=reason)


def is_row(row) -> bool:
    return isinstance(row, dict) and all(
        isinstance(row.get(name), str) for name in ["rule", "words", "reason"]
    )


@transaction.atomic
def dismiss_hints(*, page: Page, person: User, answers: list[SpeechDismissal], now: datetime) -> None:
    """Keep the answers to words that stand in the newest version; the first answer to the same words stays."""
    refuse_if(why_not_dismiss(person, page))
    text = getattr(page.get_latest_revision_as_object(), "text", "")
    SpeechDismissal.objects.bulk_create(
        [
            SpeechDismissal(
                page_id=page.pk,
                rule=answer.rule,
                words=answer.words,
                words_digest=SpeechDismissal.digest(answer.words),
                reason=answer.reason,
                person=person,
                person_name=str(person),
                dismissed_at=now,
            )
            for answer in answers
            if answer.words in text
        ],
        ignore_conflicts=True,
    )


def keep_answers(page: Page, person: User, sent: Mapping[str, str]) -> None:
    """Keep the answers that came with a form, once its page is saved. One who may not change the page has none."""
    answers = answers_in(sent.get(FIELD, ""))
    if answers and not why_not_dismiss(person, page):
        dismiss_hints(page=page, person=person, answers=answers, now=timezone.now())
