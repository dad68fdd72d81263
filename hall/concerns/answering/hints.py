"""Plain speech in answers: the check that posts have, and what writers say to its hints, kept beside the text."""

import json
from collections.abc import Iterable

from hall.concerns.models import Answer
from hall.review.models import SpeechDismissal
from hall.review.speech import Reading, read_text
from portal.accounts.models import User

KEPT = ["rule", "words", "reason", "person_name"]


def reading_of(answer: Answer) -> Reading | None:
    """Return what the check finds in an answer, as its reviewers read it."""
    return read_text(answer.text, answers=dismissed_in(answer))


def dismissed_in(answer: Answer) -> list[SpeechDismissal]:
    return [SpeechDismissal(**row) for row in answer.dismissed_hints]


def as_field(answer: Answer | None) -> str:
    """Return what was dismissed as the form carries it."""
    return json.dumps(answer.dismissed_hints if answer else [], ensure_ascii=False)


def rows_to_keep(answer: Answer, sent: Iterable[SpeechDismissal], author: User) -> list[dict[str, str]]:
    """Return the rows for what a form dismissed in the words that stand; who said it first is named."""
    said = {(row.key, row.reason): row.person_name for row in dismissed_in(answer)}
    rows: dict[str, dict[str, str]] = {}
    for dismissal in sent:
        if dismissal.words in answer.text:
            dismissal.person_name = said.get((dismissal.key, dismissal.reason), str(author))
            rows.setdefault(dismissal.key, {name: getattr(dismissal, name) for name in KEPT})
    return list(rows.values())
