"""A text as the plain-speech check reads it, with what writers answered to its hints."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page, Revision

from hall.review.models import ReviewRecord, SpeechDismissal, SpeechFinding
from hall.review.phrase_list import phrases_in_force
from hall.review.plain_speech import Hint, Report, check

HINTS_SHOWN = 20


@dataclass(frozen=True)
class Reading:
    """The verdict, the hints that nobody has answered, and the answers to those that are not counted."""

    report: Report
    answers: list[SpeechDismissal]

    @property
    def is_plain(self) -> bool:
        return self.report.verdict == "plain"

    @property
    def hints(self) -> tuple[Hint, ...]:
        return self.report.hints[:HINTS_SHOWN]

    @property
    def more(self) -> int:
        """How many hints are not shown: a list that nobody reads to its end helps nobody."""
        return len(self.report.hints) - len(self.hints)


def read_text(
    text: str, *, page: Page | None = None, answers: Sequence[SpeechDismissal] = ()
) -> Reading | None:
    """Check a text in two queries; None for no text.

    `answers` are those of a form that is not saved yet; those that the page keeps are added.
    """
    if not text.strip():
        return None
    kept = list(page.speech_dismissals.all()) if page else []
    known = {answer.key for answer in kept}
    given = [*kept, *(answer for answer in answers if answer.key not in known)]
    answered = [answer for answer in given if answer.words in text]
    report = check(text, patterns=phrases_in_force(), dismissed={answer.key for answer in answered})
    return Reading(report, answered)


def read_page(newest) -> Reading | None:
    """Check the version of a page that is shown. None for pages whose words are not one plain text."""
    return read_text(getattr(newest, "text", ""), page=newest)


def count_findings(record: ReviewRecord) -> None:
    """Keep what the check finds in a text that was submitted, once; the desk counts it later."""
    revision = Revision.objects.filter(pk=record.revision_number).first()
    text = revision.content.get("text", "") if revision else ""
    if not text or record.speech_findings.exists():
        return
    dismissals = SpeechDismissal.objects.filter(page=record.page_id)
    reasons = {dismissal.key: dismissal.reason for dismissal in dismissals}
    SpeechFinding.objects.bulk_create(
        SpeechFinding(
            record=record,
            rule=hint.rule,
            phrase=hint.phrase,
            words=hint.quote,
            dismissal_reason=reasons.get(hint.key, ""),
            submitted_at=record.happened_at,
        )
        for hint in check(text, patterns=phrases_in_force()).hints
    )
