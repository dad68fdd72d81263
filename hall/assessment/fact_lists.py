"""Lists the facts of a month, some units at a time: what is counted and what is listed is read by one function."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from wagtail.models import Page

from hall.assessment.behind import MOST, Fact
from hall.assessment.sources import answers, concerns, doings, posts, training, voices
from hall.assessment.sources.span import Span
from hall.concerns.enums import ConcernEventKind
from portal.core.workdays import day_begins

AT_ONCE = 500


@dataclass(frozen=True)
class Listed:
    """A fact of a unit. Its page gives it an address, and a name if it has none."""

    unit: int
    fact: Fact
    page: int | None = None


def lists_of(span: Span) -> dict[int, dict[str, list[dict]]]:
    """Return for each unit of the span its facts by kind, as they are kept."""
    found = {(unit, kind): some for kind, read in KINDS.items() for unit, some in by_unit(read(span)).items()}
    pages = pages_of({one.page for some in found.values() for one in some if one.page})
    lists: dict[int, dict[str, list[dict]]] = {unit: {} for unit in span.units}
    for (unit, kind), some in found.items():
        lists[unit][kind] = [named(one, pages).as_json() for one in some]
    return lists


def by_unit(listed: Iterable[Listed]) -> dict[int, list[Listed]]:
    """Return the first facts of each unit."""
    found: dict[int, list[Listed]] = defaultdict(list)
    for one in listed:
        if len(found[one.unit]) < MOST:
            found[one.unit].append(one)
    return found


def pages_of(keys: set[int]) -> dict[int, tuple[str, str]]:
    """Return title and address of pages, some at a time."""
    wanted = sorted(keys)
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        for page in Page.objects.filter(pk__in=wanted[start : start + AT_ONCE]):
            found[page.pk] = (page.title, page.url or "")
    return found


def named(one: Listed, pages: dict[int, tuple[str, str]]) -> Fact:
    title, url = pages.get(one.page or 0, ("", ""))
    return replace(one.fact, name=one.fact.name or title, url=one.fact.url or url)


def owed(span: Span) -> Iterator[Listed]:
    found = span.once(answers.answers_owed)
    numbers = {one.answer: one.number for one in found if one.answer}
    for one in found:
        says, given = "in_time" if one.is_in_time else "not_in_time", {}
        if one.days is not None:
            says, given = "in_time_after", {"days": one.days}
        if one.repeats:
            given = {**given, "percent": one.repeats.percent, "earlier": numbers[one.repeats.earlier]}
        yield Listed(
            one.unit,
            Fact(
                one.sent_at or day_begins(one.due_on),
                one.number,
                url=concern_url(one.number),
                says=says,
                left_out="same" if one.repeats else "",
                given=given,
            ),
        )


def concern_url(number: str) -> str:
    return reverse("concerns_concern", args=[number])


def lines_of(kind: ConcernEventKind) -> Callable[[Span], Iterator[Listed]]:
    def read(span: Span) -> Iterator[Listed]:
        for line in span.once(concerns.happenings):
            if line.kind == kind:
                given = {"stars": line.stars} if line.stars else {}
                fact = Fact(line.at, line.number, url=concern_url(line.number), says=kind.value, given=given)
                yield Listed(line.unit, fact)

    return read


def own_posts(span: Span) -> Iterator[Listed]:
    for posted in span.once(posts.posts):
        says = "repost" if posted.is_repost else "own_post"
        yield Listed(posted.unit, Fact(posted.at, says=says), posted.post)


def passed_on(span: Span) -> Iterator[Listed]:
    for one in span.once(posts.passed_on):
        yield Listed(one.unit, Fact(one.at), one.post)


def comments(span: Span) -> Iterator[Listed]:
    for said in span.once(voices.comments):
        fact = Fact(
            said.at,
            called="comment",
            url=reverse("comment", args=[said.comment]),
            says="answered" if said.is_answered else "not_answered",
            left_out=said.left_out,
            given={"number": said.comment},
        )
        yield Listed(said.unit, fact)


def likes(span: Span) -> Iterator[Listed]:
    for unit, judged in span.once(voices.likes).items():
        for voice, why in judged:
            yield Listed(unit, Fact(voice.at, says="liked", left_out=why), voice.page)


def mentions(span: Span) -> Iterator[Listed]:
    for called in span.once(voices.mentions):
        says = "settled" if called.is_settled else "not_settled"
        yield Listed(called.unit, Fact(called.at, called="mention", url=called.address, says=says))


def events(span: Span) -> Iterator[Listed]:
    for done in span.once(doings.events):
        yield Listed(done.unit, Fact(done.at, done.name), done.page)


def good_deeds(span: Span) -> Iterator[Listed]:
    for done in span.once(doings.good_deeds):
        yield Listed(done.unit, Fact(done.at, done.name, says="confirmed"), done.page)


def incidents(span: Span) -> Iterator[Listed]:
    for incident in span.once(doings.incidents):
        yield Listed(incident.unit_id, Fact(day_begins(incident.happened_on), incident.grounds))


def certificates(span: Span) -> Iterator[Listed]:
    for learnt in span.once(training.certificates):
        yield Listed(learnt.unit, Fact(learnt.at, learnt.title, says="trained"))


KINDS: dict[str, Callable[[Span], Iterator[Listed]]] = {
    "owed": owed,
    "reopened": lines_of(ConcernEventKind.REOPENED),
    "rated": lines_of(ConcernEventKind.RATED),
    "posts": own_posts,
    "passed_on": passed_on,
    "comments": comments,
    "likes": likes,
    "mentions": mentions,
    "events": events,
    "good_deeds": good_deeds,
    "incidents": incidents,
    "certificates": certificates,
}
