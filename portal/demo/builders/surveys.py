"""Surveys of the demo city, and what people answered: through the verb that takes every answer in."""

from datetime import datetime, timedelta
from itertools import accumulate, cycle
from random import Random
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.devices import new_device
from hall.campaigns.survey.enums import QuestionKind
from hall.campaigns.survey.services import GivenValue, send_answer
from hall.campaigns.survey.structure import Question, applies
from portal.demo.builders.campaigns import bring_event
from portal.demo.reading import read_toml

ADDRESS = "198.51.100.{}"


@transaction.atomic
def bring_surveys(now: datetime) -> None:
    """Bring the surveys of `surveys.toml` into campaigns that are there and do not have them yet."""
    for row in read_toml("surveys.toml")["survey"]:
        fields = {name: row[name] for name in ["who_answers", "results_from"]}
        blocks = [block(question) for question in row["question"]]
        if page := bring_event(SurveyPage, row, now, questions=blocks, **fields):
            answer_all(page, row, now)


def block(row: dict) -> dict:
    """Return a question as the page keeps it; its keys are made of its words."""
    number, words = row.get("only_if", (None, ""))
    value = {
        "words": row["words"],
        "hint": row.get("hint", ""),
        "is_required": row.get("must", False),
        "only_if_number": number,
        "only_if_words": words,
    }
    if row["kind"] == QuestionKind.SCALE:
        value |= {"points": len(row["choices"]), "low": row["low"], "high": row["high"]}
    elif "choices" in row:
        value["choices"] = items(row["words"], row["choices"])
    if "lines" in row:
        value["lines"] = items(row["words"], row["lines"])
    if "most" in row:
        value["most"] = row["most"]
    return {"type": row["kind"], "value": value, "id": key_of(row["words"])}


def items(question: str, words: list[str]) -> list[dict]:
    return [{"type": "item", "value": one, "id": key_of(f"{question} {one}")} for one in words]


def key_of(words: str) -> str:
    return str(uuid5(NAMESPACE_URL, words))


def answer_all(page: SurveyPage, row: dict, now: datetime) -> None:
    """Let people answer, the same at every load; the last of them now, or when it closes."""
    last = min(now, page.closes_at)
    chance = Random(row["title"])
    texts = {one["words"]: cycle(one["texts"]) for one in row["question"] if "texts" in one}
    weights = {one["words"]: one.get("weights", []) for one in row["question"]}
    for number in range(row["people"]):
        given: dict[str, set[str]] = {}
        values: list[GivenValue] = []
        for question in page.asked:
            if not applies(question, given):
                continue
            said = say(question, weights[question.words], texts.get(question.words), chance)
            given[question.key] = {value.value for value in said}
            values += said
        send_answer(
            page=page,
            user=AnonymousUser(),
            device=new_device(),
            address=ADDRESS.format(number),
            version=page.version,
            values=values,
            now=last - timedelta(minutes=20 * (row["people"] - number)),
        )


def say(question: Question, weights: list[int], texts, chance: Random) -> list[GivenValue]:
    """Return what one person says to a question."""
    keys = [choice.key for choice in question.choices]
    match question.kind:
        case QuestionKind.TEXT:
            return [GivenValue(question.key, text=next(texts))]
        case QuestionKind.MULTIPLE:
            chosen = {pick(keys, weights, chance) for _choice in range(question.most)}
            return [GivenValue(question.key, value=key) for key in sorted(chosen)]
        case QuestionKind.ORDERING:
            order = sorted(keys, key=lambda key: -weights[keys.index(key)] * chance.random())
            return [GivenValue(question.key, key, str(place)) for place, key in enumerate(order, start=1)]
        case QuestionKind.MATRIX:
            return [
                GivenValue(question.key, line.key, pick(keys, weights, chance)) for line in question.lines
            ]
    return [GivenValue(question.key, value=pick(keys, weights, chance))]


def pick(keys: list[str], weights: list[int], chance: Random) -> str:
    return chance.choices(keys, cum_weights=list(accumulate(weights)))[0]
