"""Every verb at every state: where it leads, and that it is refused everywhere else."""

from datetime import timedelta

from django.test import TestCase

from hall.concerns import services
from hall.concerns.answering.asking_back import ask_back
from hall.concerns.enums import AnswerState, ConcernState, Outcome
from hall.concerns.graph import GRAPH
from hall.concerns.models import Concern, ConcernEvent, ConcernKind
from portal.core.refusals import Refused
from tests.factories import (
    AnswerFactory,
    CitizenFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
)
from units.enums import Role

STANDINGS = [
    *[(state, "") for state in ConcernState if state != ConcernState.CLOSED],
    *[(ConcernState.CLOSED, outcome) for outcome in Outcome],
]
# Where each verb leads, by where a concern stands; everywhere else it is refused.
LEADS = {
    "assign": {"received": "assigned"},
    "transfer": {"assigned": "assigned", "answering": "assigned", "reopened": "assigned"},
    "return_to_desk": {"assigned": "received", "answering": "received", "reopened": "received"},
    "set_kind": {state: state for state in ("received", "assigned", "answering", "reopened")},
    "extend": {state: state for state in ("assigned", "answering", "reopened")},
    "begin_answer": dict.fromkeys(("assigned", "answering", "reopened"), "answering"),
    "answer": dict.fromkeys(("assigned", "answering", "reopened"), "answered"),
    "add_message": {s: s for s in ("received", "assigned", "answering", "reopened", "answered")},
    "ask_back": {s: s for s in ("received", "assigned", "answering", "reopened", "answered")},
    "withdraw": dict.fromkeys(("received", "assigned", "answering", "reopened"), "closed withdrawn"),
    "merge": dict.fromkeys(("received", "assigned", "answering", "reopened"), "closed merged"),
    "confirm_solved": {"answered": "closed solved"},
    "close_silent": {"answered": "closed no_reply"},
    "rate": {s: s for s in ("answered", "closed solved", "closed no_reply")},
    "reopen": dict.fromkeys(("answered", "closed solved", "closed no_reply"), "reopened"),
}
# Said once more by who has closed it: nothing happens, and nothing is refused.
AGAIN = {("withdraw", "closed withdrawn"), ("confirm_solved", "closed solved")}


def standing(concern):
    return f"{concern.state} {concern.outcome}".strip()


class MatrixTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = HallDeskFactory()
        cls.asker = CitizenFactory()
        cls.unit, cls.other = UnitFactory(), UnitFactory()
        cls.speaker = MemberFactory(cls.unit, Role.REVIEWER)
        cls.public = ConcernFactory(unit=cls.other, is_shown=True)
        cls.complex = ConcernKind.objects.exclude(is_default=True).last()

    def concern(self, state, outcome):
        fields = {"outcome": outcome, "closed_at": self.public.received_at} if outcome else {}
        if outcome == Outcome.MERGED:
            fields["merged_into"] = self.public
        unit = None if state == ConcernState.RECEIVED else self.unit
        return ConcernFactory(unit=unit, state=state, asker=self.asker, **fields)

    def use(self, verb, concern):
        now = concern.received_at + timedelta(days=20 if verb == "close_silent" else 2)
        given = {"concern_id": concern.pk, "now": now}
        asker = {**given, "user": self.asker}
        if verb in ("transfer", "return_to_desk"):
            unit = self.other if verb == "transfer" else None
            return services.transfer(unit=unit, reason="属于另一单位职责", user=self.desk, **given)
        if verb == "answer":
            answer = AnswerFactory(concern=concern, unit=self.unit)
            return services.send_answer(answer_id=answer.pk, user=self.speaker, now=now)
        calls = {
            "assign": lambda: services.assign(unit=self.unit, user=self.desk, **given),
            "set_kind": lambda: services.set_kind(kind=self.complex, user=self.desk, **given),
            "extend": lambda: services.extend(
                working_days=3, reason="要到现场核实", user=self.speaker, **given
            ),
            "begin_answer": lambda: services.begin_answer(user=self.speaker, **given),
            "add_message": lambda: services.add_message(text="又灭了一盏", **asker),
            "ask_back": lambda: ask_back(text="是哪一条街？", user=self.desk, **given),
            "withdraw": lambda: services.withdraw(**asker),
            "merge": lambda: services.merge(into_id=self.public.pk, user=self.desk, **given),
            "confirm_solved": lambda: services.confirm_solved(**asker),
            "close_silent": lambda: services.close_silent(**given),
            "rate": lambda: services.rate(rating=4, **asker),
            "reopen": lambda: services.reopen(why="还是不亮", **asker),
        }
        return calls[verb]()

    def test_the_table_names_every_verb(self):
        self.assertEqual(set(LEADS), set(GRAPH))

    def test_each_leads_where_the_table_says_and_is_refused_elsewhere(self):
        for verb, leads in LEADS.items():
            for state, outcome in STANDINGS:
                concern = self.concern(state, outcome)
                before = standing(concern)
                with self.subTest(verb=verb, at=before):
                    if before in leads:
                        self.use(verb, concern)
                    elif (verb, before) not in AGAIN:
                        with self.assertRaises(Refused):
                            self.use(verb, concern)
                    after = Concern.objects.get(pk=concern.pk)
                    self.assertEqual(standing(after), leads.get(before, before))
                    self.assertEqual(
                        ConcernEvent.objects.filter(concern=concern).exists(), self.writes(verb, before)
                    )

    def writes(self, verb, before):
        """Tell whether a line is expected: not for what was refused, nor for what was so already."""
        return before in LEADS[verb] and (verb, before) != ("begin_answer", "answering")

    def test_a_draft_of_the_unit_before_goes_with_the_concern(self):
        concern = self.concern(ConcernState.ANSWERING, "")
        AnswerFactory(concern=concern, unit=self.unit)
        self.use("transfer", concern)
        self.assertFalse(concern.answers.exists())

    def test_nothing_is_passed_on_while_its_answer_is_under_review(self):
        concern = self.concern(ConcernState.ANSWERING, "")
        AnswerFactory(concern=concern, unit=self.unit, state=AnswerState.UNDER_REVIEW)
        with self.assertRaisesMessage(Refused, "答复正在审核"):
            self.use("transfer", concern)
