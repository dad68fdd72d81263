"""A session of training and its quiz, for tests."""

from datetime import timedelta

from hall.assessment.models import TrainingSession
from hall.assessment.training.services import attend, enrol, send_quiz
from tests.hall.assessment.months import at

BEGINS = at(10, hour=9)
ENDS = at(10, hour=11)
BEFORE = at(5)
DURING = BEGINS + timedelta(minutes=20)
SINGLE, MULTIPLE = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def choice(key, words, is_right=False):
    return {"type": "item", "value": {"words": words, "is_right": is_right}, "id": key}


QUESTIONS = [
    {
        "type": "question",
        "id": SINGLE,
        "value": {
            "words": "群众提问几天内要答复？",
            "kind": "single",
            "choices": [choice("a", "五个工作日", is_right=True), choice("b", "一个月")],
            "explanation": "办理规定第三条。",
        },
    },
    {
        "type": "question",
        "id": MULTIPLE,
        "value": {
            "words": "哪些内容不能公开？",
            "kind": "multiple",
            "choices": [
                choice("c", "身份证号", is_right=True),
                choice("d", "家庭住址", is_right=True),
                choice("e", "办事时间"),
            ],
            "explanation": "",
        },
    },
]
RIGHT = {SINGLE: frozenset("a"), MULTIPLE: frozenset("cd")}
WRONG = {SINGLE: frozenset("b"), MULTIPLE: frozenset("c")}


def SessionFactory(**fields):
    """Make a session that is open to the units, with a quiz of two questions. `opened_at=None` for a planned one."""
    given = {
        "title": "新上岗编辑培训班",
        "description": "怎样把话说明白。",
        "place": "市委党校三楼",
        "begins_at": BEGINS,
        "ends_at": ENDS,
        "opened_at": at(1),
        "questions": QUESTIONS,
    }
    return TrainingSession.objects.create(**{**given, **fields})


def take_place(session, unit, person, by=None, now=BEFORE):
    return enrol(session_id=session.pk, unit_id=unit.pk, person_id=person.pk, by=by or person, now=now)


def certified_seat(session, unit, person):
    """Take somebody through a session to the certificate."""
    seat = take_place(session, unit, person, now=session.begins_at - timedelta(days=3))
    moment = session.begins_at + timedelta(minutes=5)
    attend(seat_id=seat.pk, by=person, now=moment)
    if session.questions:
        send_quiz(seat_id=seat.pk, number=1, given=RIGHT, by=person, now=moment)
    seat.refresh_from_db()
    return seat
