"""Questions of one resident of the demo city in every state, brought there by the verbs that people use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hall.concerns import services
from hall.concerns.answering.asking_back import ask_back
from hall.concerns.answering.services import approve_answer, draft_answer, submit_answer
from hall.concerns.answering.steps import digest_of, level_that_waits
from hall.concerns.codes import new_code
from hall.concerns.enums import AnswerState
from hall.concerns.models import Answer, Concern
from hall.concerns.showing.services import show_concern
from hall.concerns.terms import SILENT_AFTER
from hall.enums import ReviewLevel
from hall.models import Category
from portal.accounts.models import User
from portal.demo.builders.comments import resident
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK, OFFICE
from portal.demo.reading import read_toml
from units.enums import Role
from units.models import UnitPage

# Who asked it all; the letters say how far each question has come.
RESIDENT = "木京阿东"
CATEGORY = "便民"
# How far a question has come whose answer was sent.
ANSWERED = {"answered", "solved", "reopened", "silent"}


@dataclass(frozen=True)
class Asked:
    """A question of `questions.toml`."""

    unit: str
    stands: str
    days: int
    subject: str
    text: str
    public: bool = False
    answer: str = ""
    rating: int = 0
    why: str = ""
    to: str = ""
    into: str = ""
    reason: str = ""
    extended: int = 0
    adds: tuple[str, ...] = ()
    thanks: str = ""
    asks: str = ""
    replies: str = ""


@transaction.atomic
def bring_questions(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the questions of `questions.toml` that are not there yet to where they stand."""
    asked = [
        Asked(**{key: tidied(value) for key, value in one.items()})
        for one in read_toml("questions.toml")["concern"]
    ]
    there = set(Concern.objects.values_list("subject", flat=True))
    for one in sorted(asked, key=lambda one: -one.days):
        if one.subject not in there:
            Journey(one, units, now).go()


def tidied(value):
    return value.strip() if isinstance(value, str) else value


class Journey:
    """One question, its people, and how far it goes."""

    def __init__(self, asked: Asked, units: dict[str, UnitPage], now: datetime):
        self.asked, self.units = asked, units
        self.unit = units.get(asked.unit)
        self.now = now
        # In office hours, so that the clock of a question looks like one.
        self.moment = (now - timedelta(days=asked.days)).replace(hour=9, minute=20) if asked.days else now
        self.desk = User.objects.get(email=DESK)
        self.resident = resident(RESIDENT, now)

    def go(self) -> None:
        one = self.asked
        self.concern = services.receive(
            subject=one.subject,
            text=one.text,
            is_private=not one.public,
            code=new_code(),
            unit=self.unit,
            asker=self.resident,
            now=self.moment,
        )
        self.given = {"concern_id": self.concern.pk}
        if one.public:
            show_concern(by=self.desk, masks={}, now=self.later(hours=2), **self.given)
        if one.extended:
            services.extend(
                working_days=one.extended,
                reason=one.reason,
                user=person(self.unit, Role.REVIEWER),
                now=self.later(hours=5),
                **self.given,
            )
        for text in one.adds:
            self.add(text)
        if one.asks:
            self.ask_back()
        if one.replies:
            self.add(one.replies)
        if one.answer:
            self.write_answer()
        elif one.stands == "answering":
            services.begin_answer(user=person(self.unit, Role.LIAISON), now=self.later(hours=6), **self.given)
        if end := getattr(self, one.stands, None):
            end()
        if one.thanks:
            self.add(one.thanks)

    def add(self, text: str) -> None:
        services.add_message(user=self.resident, text=text, now=self.later(hours=20), **self.given)

    def ask_back(self) -> None:
        liaison = person(self.unit, Role.LIAISON)
        ask_back(user=liaison, text=self.asked.asks, now=self.later(hours=3), **self.given)

    def later(self, **span) -> datetime:
        """Return a moment after the one before, and never one to come."""
        self.moment = min(self.moment + timedelta(**span), self.now)
        return self.moment

    def write_answer(self) -> None:
        writer = person(self.unit, Role.LIAISON)
        answer = draft_answer(
            author=writer,
            text=self.asked.answer,
            category=Category.objects.filter(name=CATEGORY).first() or Category.objects.first(),
            seen="",
            now=self.later(days=1),
            **self.given,
        )
        if self.asked.stands != "answering":
            submit_answer(answer_id=answer.pk, author=writer, now=self.later(hours=3))
        if self.asked.stands in ANSWERED:
            self.approve(answer)

    def approve(self, answer: Answer) -> None:
        takers = {
            ReviewLevel.UNIT: person(self.unit, Role.REVIEWER),
            ReviewLevel.HALL_DESK: self.desk,
            ReviewLevel.CITY_OFFICE: User.objects.get(email=OFFICE),
        }
        while (answer := Answer.objects.get(pk=answer.pk)).state == AnswerState.UNDER_REVIEW:
            reviewer = takers[level_that_waits(answer)]
            approve_answer(
                answer_id=answer.pk, reviewer=reviewer, seen=digest_of(answer), now=self.later(hours=2)
            )

    def solved(self) -> None:
        services.confirm_solved(
            user=None, holds_code=True, rating=self.asked.rating, now=self.later(days=1), **self.given
        )

    def reopened(self) -> None:
        asker = {"user": None, "holds_code": True}
        services.rate(rating=self.asked.rating, now=self.later(hours=5), **asker, **self.given)
        services.reopen(why=self.asked.why, now=self.later(days=10), **asker, **self.given)

    def silent(self) -> None:
        services.close_silent(now=self.later(days=SILENT_AFTER.days + 1), **self.given)

    def withdrawn(self) -> None:
        services.withdraw(
            user=None, holds_code=True, reason=self.asked.why, now=self.later(days=1), **self.given
        )

    def merged(self) -> None:
        into = Concern.objects.get(subject=self.asked.into)
        services.merge(into_id=into.pk, user=self.desk, now=self.later(hours=4), **self.given)

    def transferred(self) -> None:
        services.transfer(
            unit=self.units[self.asked.to],
            reason=self.asked.reason,
            user=person(self.unit, Role.LIAISON),
            now=self.later(days=1),
            **self.given,
        )
