"""The history of a page as people read it: sentences, by version, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page

from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.story_words import facts_in_words

# An event that is missing here has no place in the story: the tests see to it that none is.
MARKS: dict[str, str] = {
    ReviewEvent.SUBMITTED: "begun",
    ReviewEvent.ROUTED: "quiet",
    ReviewEvent.RAISED: "warned",
    ReviewEvent.CLAIMED: "quiet",
    ReviewEvent.UNCLAIMED: "quiet",
    ReviewEvent.REMINDED: "quiet",
    ReviewEvent.ESCALATED: "warned",
    ReviewEvent.APPROVED: "agreed",
    ReviewEvent.RETURNED: "warned",
    ReviewEvent.RESTARTED: "warned",
    ReviewEvent.TAKEN_BACK: "warned",
    ReviewEvent.SCHEDULED: "agreed",
    ReviewEvent.UNSCHEDULED: "warned",
    ReviewEvent.RELEASE_FAILED: "warned",
    ReviewEvent.PUBLISHED: "agreed",
    ReviewEvent.RELEASED_URGENTLY: "warned",
    ReviewEvent.AFTER_REVIEWED: "agreed",
    ReviewEvent.WITHDRAWN: "warned",
    ReviewEvent.BROKE_GLASS: "warned",
}


@dataclass(frozen=True)
class Sentence:
    """One line in words: who, what, at which step, what explains it, what was said, and its seal."""

    line: int
    who: str
    what: str
    mark: str
    step: str
    facts: list[str]
    comment: str
    moment: datetime
    seal: int | None


@dataclass
class Chapter:
    """What happened to one version of a text."""

    number: int
    revision: int
    sentences: list[Sentence] = field(default_factory=list)


def story_of(page: Page) -> list[Chapter]:
    """Return all that happened to a page in its reviews, a chapter for each version, oldest first. One query."""
    return chapters_of(page.review_records.select_related("seal").order_by("pk"))


def chapters_of(records: Iterable[ReviewRecord]) -> list[Chapter]:
    chapters: list[Chapter] = []
    numbers: dict[int, int] = {}
    for record in records:
        revision = record.revision_number
        number = numbers.setdefault(revision, len(numbers) + 1)
        if not chapters or chapters[-1].revision != revision:
            chapters.append(Chapter(number, revision))
        chapters[-1].sentences.append(sentence_of(record))
    return chapters


def sentence_of(record: ReviewRecord) -> Sentence:
    """Return a line in words. Read its seal along with it."""
    seal = getattr(record, "seal", None)
    return Sentence(
        line=record.pk,
        who=who(record),
        what=record.get_event_display(),
        mark=MARKS.get(record.event, "quiet"),
        step=record.get_level_display() if record.level else "",
        facts=facts_in_words(record.facts),
        comment=record.comment,
        moment=record.happened_at,
        seal=seal.number if seal else None,
    )


def who(record: ReviewRecord) -> str:
    """Return the name of who did it; what nobody did, the hall did by itself."""
    return record.person_name or _("The hall itself")
