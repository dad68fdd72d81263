"""What came of a survey: for readers without small figures, for organisers with all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.enums import QuestionKind
from hall.campaigns.survey.queries import Counts, count_people, count_values, counted_in_public, total_of
from hall.campaigns.survey.small_cells import FEWEST, hidden_places
from hall.campaigns.survey.structure import Choice, Question
from portal.core.charts import Chart, draw

KEPT_SECONDS = 600


@dataclass(frozen=True)
class Bar:
    """How many chose something; for what is put in order, its average place. Nothing for what is not shown."""

    words: str
    count: int | None = None
    share: int | None = None
    place: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class Part:
    """One table and its chart: a question, or one line of a matrix."""

    words: str
    bars: list[Bar]
    chart: Chart


@dataclass(frozen=True)
class Result:
    number: int
    question: Question
    sentence: str
    parts: list[Part]

    @property
    def has_hidden(self) -> bool:
        return any(bar.is_hidden for part in self.parts for bar in part.bars)

    @property
    def is_ordering(self) -> bool:
        return self.question.kind == QuestionKind.ORDERING


def public_results(page: SurveyPage, now: datetime) -> list[Result]:
    """Return what readers may see. It is counted anew when there is more to be shown."""
    first = counted_in_public(page, now)
    counted = total_of(page) if first is None else f"first-{first}"
    key = f"survey-{page.pk}-{page.version}-{counted}-{get_language()}"
    return cache.get_or_set(key, lambda: results_of(page, hides=True, first=first), KEPT_SECONDS)


def results_of(page: SurveyPage, *, hides: bool, first: int | None = None) -> list[Result]:
    """Count the first so many answers, or all."""
    counts, people = count_values(page, first), count_people(page, first)
    results: list[Result] = []
    # Whoever was asked because of a choice is as many as have made it: what hides one hides the other.
    untold: set[tuple[str, str]] = set()
    for number, question in enumerate(page.asked, start=1):
        answered = people.get(question.key, 0)
        condition = question.only_if
        is_told_off = condition is not None and (condition.question, condition.choice) in untold
        if hides and (answered < FEWEST or is_told_off):
            untold |= {(question.key, choice.key) for choice in question.choices}
            results.append(Result(number, question, too_few(), []))
            continue
        result = result_of(number, question, answered, counts, hides)
        results.append(result)
        untold |= hidden_of(question, result)
    return results


def hidden_of(question: Question, result: Result) -> set[tuple[str, str]]:
    return {
        (question.key, choice.key)
        for part in result.parts
        for choice, bar in zip(question.choices, part.bars, strict=True)
        if bar.is_hidden
    }


def result_of(number: int, question: Question, people: int, counts: Counts, hides: bool) -> Result:
    parts: list[Part] = []
    if question.kind == QuestionKind.ORDERING:
        places = {choice: counts.get((question.key, choice.key), {}) for choice in question.choices}
        bars = [Bar(choice.words, place=average(given)) for choice, given in places.items()]
        parts = [part_of("", bars, len(question.choices))]
    elif question.kind != QuestionKind.TEXT:
        lines = question.lines or (Choice("", ""),)
        for line in lines:
            found = counts.get((question.key, line.key), {})
            sums_up = question.kind != QuestionKind.MULTIPLE
            asked = sum(found.values()) if sums_up else people
            parts.append(part_of(line.words, bars_of(question, found, asked, hides, sums_up)))
    return Result(number, question, sentence(question, people, parts, counts), parts)


def bars_of(
    question: Question, found: Mapping[str, int], people: int, hides: bool, sums_up: bool
) -> list[Bar]:
    counts = [found.get(choice.key, 0) for choice in question.choices]
    hidden = hidden_places(counts, people=people, sums_up=sums_up) if hides else set()
    return [
        Bar(choice.words, is_hidden=True)
        if place in hidden
        else Bar(choice.words, count, round(100 * count / people) if people else 0)
        for place, (choice, count) in enumerate(zip(question.choices, counts, strict=True))
    ]


def part_of(words: str, bars: list[Bar], places: int = 0) -> Part:
    return Part(words, bars, draw([(bar.words, length(bar, places), figure(bar)) for bar in bars]))


def length(bar: Bar, places: int) -> float | None:
    if bar.is_hidden:
        return None
    if places:
        return (places + 1 - bar.place) / places if bar.place else 0
    return (bar.share or 0) / 100


def figure(bar: Bar) -> str:
    """Return what stands beside a bar."""
    if bar.is_hidden:
        return _("not shown")
    if bar.count is None:
        return "–" if bar.place is None else f"{bar.place:.1f}"
    return f"{bar.count} ({bar.share}%)"


def average(counts: Mapping[str, int]) -> float | None:
    """Return the average of the numbers that people gave."""
    total = sum(counts.values())
    return sum(int(value) * count for value, count in counts.items()) / total if total else None


def too_few() -> str:
    return _("Too few people have answered this to show anything.")


def sentence(question: Question, people: int, parts: list[Part], counts: Counts) -> str:
    """Say in words what a chart shows."""
    if question.kind == QuestionKind.TEXT:
        return _("Answers: %(people)d. Only the organisers read them.") % {"people": people}
    told = [_("Answers: %(people)d.") % {"people": people}]
    bars = parts[0].bars
    if question.kind == QuestionKind.SCALE and not any(bar.is_hidden for bar in bars):
        mean = average(counts.get((question.key, ""), {}))
        told.append(_("Average: %(mean)s of %(points)d.") % {"mean": f"{mean or 0:.1f}", "points": len(bars)})
    if question.kind == QuestionKind.ORDERING:
        first = sorted((bar for bar in bars if bar.place), key=lambda bar: bar.place)
        told += [_("In front: %(words)s.") % {"words": first[0].words}] if first else []
    for part in parts if question.kind != QuestionKind.ORDERING else []:
        told += [chosen_most(part)] if any(bar.count for bar in part.bars) else []
    return " ".join(told)


def chosen_most(part: Part) -> str:
    best = max(bar.count or 0 for bar in part.bars)
    words = "、".join(bar.words for bar in part.bars if bar.count == best)
    if part.words:
        return _("%(line)s: most chose %(words)s (%(count)d).") % {
            "line": part.words,
            "words": words,
            "count": best,
        }
    return _("Most chose: %(words)s (%(count)d).") % {"words": words, "count": best}
