"""The facts behind a number, one row each: a number and the list behind it are read by the same functions.

Of a concern the number and its days are shown, never a word. What happened since is in the list too, so after months
it may hold less than was counted: a post that its unit took back is gone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hall.assessment.enums import Veto
from hall.assessment.facts import span_of
from hall.assessment.models import Scorecard
from hall.assessment.sources import answers, concerns, doings, posts, training, voices
from hall.assessment.sources.span import Span
from hall.assessment.subjects import GOOD_DEEDS
from hall.concerns.enums import ConcernEventKind
from portal.core.queries import load_calendar
from portal.core.workdays import day_begins

MOST = 500
WHY_LEFT_OUT = {
    "own": _("written or clicked by the unit's own people"),
    "often": _("one person too often"),
    "new": _("a crowd of new accounts"),
}


@dataclass(frozen=True)
class Fact:
    """One thing that happened. `says` tells how it counts, `left_out` why it does not."""

    name: str | Promise
    at: datetime
    says: str | Promise = ""
    left_out: str | Promise = ""
    url: str = ""


def facts_behind(card: Scorecard, subject: str) -> list[Fact]:
    """Return what stands behind a line of a scorecard, the oldest first."""
    month = card.month
    span = span_of([card.unit_id], month.month, month.scheme, load_calendar())
    readers = BEHIND.get(subject, ())
    return sorted((fact for read in readers for fact in read(span)), key=lambda fact: fact.at)


def owed(span: Span) -> Iterable[Fact]:
    found = answers.answers_owed(span)
    numbers = {one.answer: one.number for one in found}
    for one in found:
        says = _("in time") if one.is_in_time else _("not in time")
        if one.days is not None:
            says = _("in time, %(days)d working days") % {"days": one.days}
        left_out = ""
        if one.repeats:
            left_out = _("%(percent)d%% the words of the answer to %(number)s") % {
                "percent": one.repeats.percent,
                "number": numbers[one.repeats.earlier],
            }
        yield Fact(one.number, one.sent_at or day_begins(one.due_on), says, left_out, concern_url(one.number))


def concern_url(number: str) -> str:
    return reverse("concerns_concern", args=[number])


def lines_of(*kinds: ConcernEventKind) -> Callable[[Span], Iterable[Fact]]:
    def read(span: Span) -> Iterable[Fact]:
        for line in concerns.happenings(span):
            if line.kind in kinds:
                says = _("%(stars)d stars") % {"stars": line.stars} if line.stars else ""
                yield Fact(
                    line.number,
                    line.at,
                    says or ConcernEventKind(line.kind).label,
                    url=concern_url(line.number),
                )

    return read


def own_posts(span: Span) -> Iterable[Fact]:
    found = posts.posts(span)[:MOST]
    pages = titles_of(posted.post for posted in found)
    for posted in found:
        title, url = pages[posted.post]
        yield Fact(title, posted.at, _("repost") if posted.is_repost else _("own post"), url=url)


def passed_on(span: Span) -> Iterable[Fact]:
    found = posts.passed_on(span)[:MOST]
    pages = titles_of(one.post for one in found)
    for one in found:
        title, url = pages[one.post]
        yield Fact(title, one.at, url=url)


def titles_of(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    return {page.pk: (page.title, page.url or "") for page in Page.objects.filter(pk__in=list(keys))}


def comments(span: Span) -> Iterable[Fact]:
    for said in voices.comments(span)[:MOST]:
        says = _("answered") if said.is_answered else _("not answered")
        yield Fact(
            _("Comment %(number)s") % {"number": said.comment},
            said.at,
            says,
            WHY_LEFT_OUT.get(said.left_out, ""),
            reverse("comment", args=[said.comment]),
        )


def likes(span: Span) -> Iterable[Fact]:
    judged = next(iter(voices.likes(span).values()), [])
    pages = titles_of({voice.page for voice, _why in judged})
    for voice, why in judged[:MOST]:
        title, url = pages[voice.page]
        yield Fact(title, voice.at, _("liked"), WHY_LEFT_OUT.get(why, ""), url)


def mentions(span: Span) -> Iterable[Fact]:
    for called in voices.mentions(span)[:MOST]:
        says = _("settled") if called.is_settled else _("not settled")
        yield Fact(_("Mention"), called.at, says, url=called.address)


def events(span: Span) -> Iterable[Fact]:
    found = doings.events(span)
    pages = titles_of(done.page for done in found)
    for done in found:
        yield Fact(done.name, done.at, url=pages[done.page][1])


def good_deeds(span: Span) -> Iterable[Fact]:
    found = doings.good_deeds(span)
    pages = titles_of(done.page for done in found)
    for done in found:
        yield Fact(done.name, done.at, _("confirmed"), url=pages[done.page][1])


def incidents(span: Span) -> Iterable[Fact]:
    for incident in doings.incidents(span):
        yield Fact(incident.grounds, day_begins(incident.happened_on))


def certificates(span: Span) -> Iterable[Fact]:
    for learnt in training.certificates(span):
        yield Fact(learnt.title, learnt.at, _("trained"))


BEHIND: dict[str, tuple[Callable[[Span], Iterable[Fact]], ...]] = {
    "answered_in_time": (owed,),
    "median_days": (owed,),
    "reopened": (lines_of(ConcernEventKind.REOPENED), owed),
    "rating": (lines_of(ConcernEventKind.RATED),),
    "comments_answered": (comments,),
    "mentions_settled": (mentions,),
    "comments_per_post": (comments, own_posts),
    "events": (events,),
    "posts_per_week": (own_posts,),
    "originals": (own_posts,),
    "passed_on": (passed_on, own_posts),
    "likes_per_post": (likes, own_posts),
    "follows": (),
    "trained": (certificates,),
    Veto.SILENT: (own_posts,),
    Veto.NO_ANSWERS: (owed, mentions),
    Veto.INCIDENT: (incidents,),
    GOOD_DEEDS: (good_deeds,),
}
