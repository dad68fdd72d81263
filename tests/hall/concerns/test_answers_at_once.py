"""Two people work on one answer at the same moment: one is first, the other is told."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.concerns.answering.permissions import unsent_answer
from hall.concerns.answering.services import approve_answer, draft_answer, return_answer, submit_answer
from hall.concerns.answering.steps import digest_of
from hall.concerns.kinds import default_kind
from hall.concerns.models import AnswerApproval
from hall.concerns.services import transfer
from portal.core.refusals import Refused
from tests.at_once import at_once, on_postgresql, refusals
from tests.factories import CategoryFactory, MemberFactory, UnitFactory
from tests.factories.concerns import ConcernFactory
from tests.fresh_start import FreshStart
from units.enums import Role


@on_postgresql
class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        default_kind()
        self.unit = UnitFactory()
        self.liaisons = [MemberFactory(self.unit, Role.LIAISON) for _ in range(2)]
        self.spokespersons = [MemberFactory(self.unit, Role.REVIEWER) for _ in range(2)]
        self.concern = ConcernFactory(unit=self.unit)
        self.category = CategoryFactory(levels=1)

    def draft(self, author):
        return draft_answer(
            concern_id=self.concern.pk,
            author=author,
            text=f"{author}写的答复。",
            category=self.category,
            seen="",
            now=timezone.now(),
        )

    def submitted(self):
        answer = self.draft(self.liaisons[0])
        return submit_answer(answer_id=answer.pk, author=self.liaisons[0], now=timezone.now())

    def test_of_two_first_drafts_one_is_kept(self):
        refused = refusals(*[lambda person=person: self.draft(person) for person in self.liaisons])
        self.assertEqual(len(refused), 1)
        self.assertEqual(self.concern.answers.count(), 1)

    def test_of_approval_and_return_one_counts(self):
        answer = self.submitted()
        first, second = self.spokespersons
        now = timezone.now()
        refused = refusals(
            lambda: approve_answer(answer_id=answer.pk, reviewer=first, seen=digest_of(answer), now=now),
            lambda: return_answer(answer_id=answer.pk, reviewer=second, reason="请写明日期。", now=now),
        )
        self.assertEqual(len(refused), 1)

    def test_of_two_approvals_one_sends_it(self):
        answer = self.submitted()
        now = timezone.now()
        refused = refusals(
            *[
                lambda person=person: approve_answer(
                    answer_id=answer.pk, reviewer=person, seen=digest_of(answer), now=now
                )
                for person in self.spokespersons
            ]
        )
        self.assertEqual(len(refused), 1)
        self.assertEqual(AnswerApproval.objects.count(), 1)
        self.assertEqual(self.concern.events.filter(kind="answered").count(), 1)

    def test_nothing_is_submitted_that_another_unit_has_by_now(self):
        answer = self.draft(self.liaisons[0])
        other, now = UnitFactory(), timezone.now()
        at_once(
            lambda: self.submit_if_there(answer, now),
            lambda: transfer(
                concern_id=self.concern.pk, unit=other, reason="归城管。", user=self.spokespersons[0], now=now
            ),
        )
        self.concern.refresh_from_db()
        is_under_review = unsent_answer(self.concern) is not None
        self.assertNotEqual(is_under_review, self.concern.unit_id == other.pk)

    def submit_if_there(self, answer, now):
        try:
            submit_answer(answer_id=answer.pk, author=self.liaisons[0], now=now)
        except type(answer).DoesNotExist as gone:
            raise Refused(["It is gone."]) from gone
