"""How many people came to each event so far, and on which days. Each format says in one row what counts.

Rows are read for all events of a list at once: one query for each row of the table, however many events there are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.dashboard.sparks import Spark, draw
from hall.campaigns.enums import EventKind, SignUpState
from hall.campaigns.models import (
    ActivitySeats,
    CampaignPage,
    CollectionVote,
    InterviewQuestion,
    Pledge,
    SignUp,
    Submission,
    SurveyAnswer,
    TopicVoice,
)
from hall.models import Hashtag
from portal.accounts.me import StrOrPromise

# An event, a day, and how many came on it.
Day = tuple[int, date, int]
Keys = Iterable[int]


@dataclass(frozen=True)
class Giving:
    """One thing that people do at events of a kind. `totals` is for what is still known when the rows are gone."""

    kind: EventKind
    label: StrOrPromise
    days: Callable[[Keys], Iterable[Day]]
    totals: Callable[[Keys], dict[int, int]] | None = None


@dataclass
class People:
    """How many came to one event: by what they did, and by the day."""

    parts: list[tuple[StrOrPromise, int]] = field(default_factory=list)
    per_day: Counter[date] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(count for _label, count in self.parts)

    def spark(self, today: date) -> Spark:
        return draw(self.per_day, today)


def counted(
    rows: Callable[[], QuerySet], page: str, at: str, people: str = ""
) -> Callable[[Keys], Iterator[Day]]:
    """Return what counts these rows by event and day, or adds up how many `people` each stands for."""

    def days(keys: Keys) -> Iterator[Day]:
        found = rows().filter(**{f"{page}__in": keys}).order_by()
        number = Sum(people) if people else Count("pk")
        by_day = found.annotate(day=TruncDate(at)).values_list(page, "day")
        return by_day.annotate(number=number).iterator()

    return days


def followers(keys: Keys) -> Iterator[Day]:
    """Count who follows the hashtag of each campaign."""
    pages = CampaignPage.objects.filter(pk__in=keys).values_list("pk", "hashtag")
    campaigns = defaultdict(list)
    for key, hashtag in pages:
        campaigns[Hashtag.fold(hashtag)].append(key)
    rows = Hashtag.objects.filter(slug__in=campaigns, people_following__isnull=False).order_by()
    by_day = rows.annotate(day=TruncDate("people_following__created_at")).values_list("slug", "day")
    for slug, day, number in by_day.annotate(number=Count("people_following")):
        yield from ((key, day, number) for key in campaigns[slug])


def seats(column: str) -> Callable[[Keys], dict[int, int]]:
    """Return what reads the counted places: they outlast the people's data."""
    return lambda keys: dict(
        ActivitySeats.objects.filter(activity__in=keys).values_list("activity", F(column))
    )


GIVINGS = [
    Giving(EventKind.CAMPAIGN, pgettext_lazy("count of people", "Followers"), followers),
    Giving(
        EventKind.INTERVIEW,
        pgettext_lazy("count of people", "Questions"),
        counted(InterviewQuestion.objects.all, "event", "asked_at"),
    ),
    Giving(
        EventKind.ACTIVITY,
        pgettext_lazy("count of people", "With a place"),
        counted(lambda: SignUp.objects.filter(state=SignUpState.IN), "activity", "signed_up_at", "people"),
        seats("taken"),
    ),
    Giving(
        EventKind.ACTIVITY,
        pgettext_lazy("count of people", "On the waiting list"),
        counted(
            lambda: SignUp.objects.filter(state=SignUpState.WAITING), "activity", "signed_up_at", "people"
        ),
        seats("waiting"),
    ),
    Giving(
        EventKind.SURVEY,
        pgettext_lazy("count of people", "Answers"),
        counted(SurveyAnswer.objects.all, "page", "sent_at"),
    ),
    Giving(
        EventKind.TOPIC,
        _("Public comments"),
        counted(lambda: TopicVoice.objects.filter(unit=None), "event", "said_at"),
    ),
    Giving(
        EventKind.CHARITY,
        pgettext_lazy("count of people", "Pledges"),
        counted(lambda: Pledge.objects.exclude(state=PledgeState.WITHDRAWN), "tally__page", "pledged_at"),
    ),
    Giving(
        EventKind.COLLECTION,
        pgettext_lazy("count of people", "Submissions"),
        counted(
            lambda: Submission.objects.exclude(state__in=[SubmissionState.DRAFT, SubmissionState.WITHDRAWN]),
            "page",
            "sent_at",
        ),
    ),
    Giving(
        EventKind.COLLECTION,
        pgettext_lazy("count of people", "Votes"),
        counted(CollectionVote.objects.all, "page", "at"),
    ),
]
COUNTED = {giving.kind for giving in GIVINGS}


def people_of(kinds: dict[int, EventKind]) -> dict[int, People]:
    """Return how many came to each of these events, by its key; `kinds` says what each event is."""
    found = {key: People() for key in kinds}
    for giving in GIVINGS:
        keys = [key for key, kind in kinds.items() if kind == giving.kind]
        if not keys:
            continue
        sums: Counter[int] = Counter()
        for key, day, number in giving.days(keys):
            sums[key] += number
            found[key].per_day[day] += number
        totals = giving.totals(keys) if giving.totals else sums
        for key in keys:
            if totals.get(key):
                found[key].parts.append((giving.label, totals[key]))
    return found
