"""Surveys for tests. The keys of questions and choices are their words: 出行, 公交."""

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.services import GivenValue, send_answer
from tests.factories.events import EventFactory
from tests.factories.people import CitizenFactory

CHOICES = ["公交", "单车", "走路"]


def question(kind, words, *, choices=(), lines=(), is_required=True, **more) -> dict:
    """Return one block as it is kept."""
    value = {
        "words": words,
        "hint": "",
        "is_required": is_required,
        "only_if_number": None,
        "only_if_words": "",
    }
    if choices:
        value["choices"] = items(choices)
    if lines:
        value["lines"] = items(lines)
    return {"type": kind, "value": {**value, **more}, "id": words}


def items(words) -> list[dict]:
    return [{"type": "item", "value": one, "id": one} for one in words]


def every_kind() -> list[dict]:
    """Return one question of each kind, none of which must be answered but the first."""
    return [
        question("single", "出行", choices=CHOICES),
        question("multiple", "不便", choices=["太挤", "太慢", "太远"], most=2, is_required=False),
        question("scale", "满意", points=5, low="很不满意", high="很满意", is_required=False),
        question("ordering", "先修", choices=["路灯", "步道"], is_required=False),
        question("matrix", "评价", lines=["早上", "晚上"], choices=["好", "差"], is_required=False),
        question("text", "建议", is_required=False, only_if_number=1, only_if_words="公交"),
    ]


def SurveyFactory(*, questions=None, who_answers="person", results_from="opening", **fields) -> SurveyPage:
    return EventFactory(
        SurveyPage,
        questions=questions if questions is not None else every_kind(),
        who_answers=who_answers,
        results_from=results_from,
        **fields,
    )


def answer_survey(page, values, *, now, user=None):
    """Answer as a person of one's own. `values` are choices by question, or words by question for texts."""
    return send_answer(
        page=page,
        user=user or CitizenFactory(),
        device="",
        address="203.0.113.5",
        version=page.version,
        values=[
            one if isinstance(one, GivenValue) else GivenValue(key, value=one) for key, one in values.items()
        ],
        now=now,
    )
