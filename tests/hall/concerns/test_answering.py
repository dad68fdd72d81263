from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from hall.concerns.answering.permissions import unsent_answer, version_of, why_not_decide
from hall.concerns.answering.services import (
    approve_answer,
    draft_answer,
    return_answer,
    submit_answer,
    take_back_answer,
)
from hall.concerns.answering.steps import digest_of, level_that_waits
from hall.concerns.enums import INTERNAL_KINDS, AnswerState, ConcernState
from hall.concerns.models import AnswerApproval, Concern
from hall.concerns.services import transfer
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import (
    CategoryFactory,
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.concerns import ConcernFactory
from units.enums import Role

WORDS = "路灯今天下午已经修好，谢谢您告诉我们。"


class AnsweringTestCase(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.unit = UnitFactory(title="河源住建", code="ZJJ")
        self.liaison = MemberFactory(self.unit, Role.LIAISON)
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.concern = ConcernFactory(unit=self.unit)
        self.category = CategoryFactory(levels=1)

    def draft(self, *, author=None, text=WORDS, category=None, seen=None):
        answer = unsent_answer(self.concern)
        return draft_answer(
            concern_id=self.concern.pk,
            author=author or self.liaison,
            text=text,
            category=category or self.category,
            seen=version_of(answer) if seen is None else seen,
            now=self.now + timedelta(seconds=Concern.objects.get().events.count()),
        )

    def submit(self, answer, author=None):
        return submit_answer(answer_id=answer.pk, author=author or self.liaison, now=self.now)

    def approve(self, answer, reviewer):
        return approve_answer(answer_id=answer.pk, reviewer=reviewer, seen=digest_of(answer), now=self.now)

    def standing(self):
        self.concern.refresh_from_db()
        return self.concern.state

    def assertRefused(self, words, act):
        with self.assertRaises(Refused) as caught:
            act()
        self.assertIn(words, str(caught.exception))


class AnAnswerTests(AnsweringTestCase):
    def test_begins_with_a_draft(self):
        answer = self.draft()

        self.assertEqual(answer.state, AnswerState.DRAFT)
        self.assertEqual(self.standing(), ConcernState.ANSWERING)
        self.assertEqual(list(answer.writers.all()), [self.liaison])

    def test_is_sent_by_the_approval_of_somebody_else(self):
        answer = self.submit(self.draft())
        self.approve(answer, self.spokesperson)

        answer.refresh_from_db()
        self.assertEqual(answer.state, AnswerState.SENT)
        self.assertEqual(self.standing(), ConcernState.ANSWERED)
        kinds = list(self.concern.events.values_list("kind", flat=True))
        self.assertEqual(kinds, ["begun", "submitted", "approved", "answered"])

    def test_passes_every_step_that_its_category_demands(self):
        desk, office = HallDeskFactory(), CityOfficeFactory()
        answer = self.submit(self.draft(category=CategoryFactory(levels=3)))
        for reviewer in [self.spokesperson, desk]:
            self.approve(answer, reviewer)
            self.assertEqual(self.standing(), ConcernState.ANSWERING)
        self.approve(answer, office)

        self.assertEqual(self.standing(), ConcernState.ANSWERED)
        self.assertEqual(AnswerApproval.objects.count(), 3)

    def test_is_not_approved_by_whoever_worked_on_it(self):
        HallDeskFactory()
        answer = self.submit(self.draft(author=self.spokesperson), self.spokesperson)

        self.assertRefused("由别人来审", lambda: self.approve(answer, self.spokesperson))
        self.assertEqual(self.standing(), ConcernState.ANSWERING)

    def test_goes_to_the_desk_when_nobody_else_of_the_unit_is_left(self):
        desk = HallDeskFactory()
        answer = self.submit(self.draft(author=self.spokesperson), self.spokesperson)

        self.assertEqual(why_not_decide(desk, answer), "")

    def test_is_not_approved_by_other_units_liaisons_or_citizens(self):
        other = UnitFactory()
        answer = self.submit(self.draft())
        strangers = [
            MemberFactory(other, Role.REVIEWER),
            MemberFactory(self.unit, Role.LIAISON),
            MemberFactory(self.unit, Role.EDITOR),
            UserFactory(),
            UserFactory(superuser=True),
        ]
        for person in strangers:
            with self.subTest(str(person)):
                self.assertTrue(why_not_decide(person, answer))
                with self.assertRaises(Refused):
                    self.approve(answer, person)

    def test_that_has_changed_since_it_was_read_is_not_approved(self):
        answer = self.submit(self.draft())
        seen = digest_of(answer)
        take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)
        changed = self.submit(self.draft(text="还要等一周。"))

        self.assertRefused(
            "重新读",
            lambda: approve_answer(answer_id=changed.pk, reviewer=self.spokesperson, seen=seen, now=self.now),
        )

    def test_comes_back_with_a_reason_and_keeps_its_steps(self):
        HallDeskFactory()
        answer = self.submit(self.draft(category=CategoryFactory(levels=2)))
        self.approve(answer, self.spokesperson)
        return_answer(
            answer_id=answer.pk, reviewer=HallDeskFactory(), reason="请写明哪一天修好。", now=self.now
        )
        answer.refresh_from_db()
        self.assertEqual((answer.state, answer.returned_reason), (AnswerState.DRAFT, "请写明哪一天修好。"))
        self.assertFalse(answer.approvals.exists())
        letter = OutgoingMail.objects.filter(to=self.liaison.email).latest("pk")
        self.assertIn("请写明哪一天修好。", letter.body)

        again = self.submit(self.draft(category=self.category))
        self.assertEqual(again.levels, 2)

    def test_is_not_returned_without_a_reason(self):
        answer = self.submit(self.draft())
        with self.assertRaises(Refused):
            return_answer(answer_id=answer.pk, reviewer=self.spokesperson, reason=" \u200b", now=self.now)

    def test_under_review_is_not_changed(self):
        self.submit(self.draft())
        self.assertRefused("先撤回", self.draft)

    def test_of_two_writers_the_later_is_told(self):
        self.draft()
        colleague = MemberFactory(self.unit, Role.LIAISON)
        self.assertRefused("已经改过", lambda: self.draft(author=colleague, text="另一种说法。", seen=""))
        self.assertEqual(unsent_answer(self.concern).text, WORDS)

    def test_is_written_by_the_unit_and_the_desk_only(self):
        others = [
            MemberFactory(self.unit, Role.EDITOR),
            MemberFactory(UnitFactory(), Role.LIAISON),
            UserFactory(),
        ]
        for person in others:
            with self.subTest(str(person)), self.assertRaises(Refused):
                self.draft(author=person)
        self.draft(author=HallDeskFactory())

    def test_needs_words_and_a_category_in_use(self):
        for text in ["", "  ", "\u200b"]:
            self.assertRefused("请先写答复", lambda text=text: self.draft(text=text))
        self.assertIsNone(unsent_answer(self.concern))
        retired = CategoryFactory(levels=1, is_retired=True)
        with self.assertRaises(Refused):
            self.draft(category=retired)

    def test_is_taken_back_by_its_writers_only(self):
        answer = self.submit(self.draft())
        with self.assertRaises(Refused):
            take_back_answer(answer_id=answer.pk, author=self.spokesperson, now=self.now)
        take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)
        answer.refresh_from_db()
        self.assertEqual(answer.state, AnswerState.DRAFT)

    def test_passes_all_its_steps_again_when_it_was_taken_back(self):
        desk = HallDeskFactory()
        two_steps = CategoryFactory(levels=2)
        for text in [WORDS, "路灯下周修。"]:
            with self.subTest(text):
                answer = self.submit(self.draft(text=text, category=two_steps))
                self.approve(answer, self.spokesperson)
                self.assertEqual(why_not_decide(desk, answer), "")
                take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)

                answer = self.submit(self.draft(text=text, category=two_steps))
                self.assertFalse(answer.approvals.exists())
                self.assertNotEqual(why_not_decide(desk, answer), "")
                self.assertEqual(why_not_decide(self.spokesperson, answer), "")
                take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)
        self.assertEqual(self.standing(), ConcernState.ANSWERING)

    def test_passes_no_fewer_steps_when_it_was_taken_back(self):
        desk = HallDeskFactory()
        answer = self.submit(self.draft(category=CategoryFactory(levels=2)))
        self.approve(answer, self.spokesperson)
        take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)
        answer = self.submit(self.draft(text="路灯下周修。", category=self.category))
        self.approve(answer, self.spokesperson)

        self.assertEqual(self.standing(), ConcernState.ANSWERING)
        self.approve(answer, desk)
        self.assertEqual(self.standing(), ConcernState.ANSWERED)

    def test_is_not_approved_by_who_changed_it_after_it_was_taken_back(self):
        HallDeskFactory()
        answer = self.submit(self.draft())
        take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)
        answer = self.submit(self.draft(author=self.spokesperson, text="路灯下周修。"))

        self.assertRefused("由别人来审", lambda: self.approve(answer, self.spokesperson))

    def test_an_approval_of_other_words_counts_for_nothing(self):
        HallDeskFactory()
        answer = self.submit(self.draft(category=CategoryFactory(levels=2)))
        self.approve(answer, self.spokesperson)
        type(answer).objects.filter(pk=answer.pk).update(text="换了话。")
        answer = unsent_answer(self.concern)

        self.assertEqual(level_that_waits(answer), 1)

    def test_says_to_who_asked_nothing_of_being_taken_back(self):
        answer = self.submit(self.draft())
        take_back_answer(answer_id=answer.pk, author=self.liaison, now=self.now)

        self.assertFalse(
            self.concern.events.exclude(kind__in=INTERNAL_KINDS).filter(kind="taken_back").exists()
        )

    def test_goes_with_the_concern_that_another_unit_gets(self):
        self.draft()
        transfer(
            concern_id=self.concern.pk,
            unit=UnitFactory(),
            reason="路灯归城管。",
            user=self.spokesperson,
            now=self.now,
        )
        self.assertIsNone(unsent_answer(self.concern))

    def test_says_nothing_private_in_letters(self):
        answer = self.submit(self.draft())
        self.approve(answer, self.spokesperson)
        for letter in OutgoingMail.objects.exclude(to=self.concern.email):
            with self.subTest(letter.subject):
                self.assertNotIn(self.concern.text, letter.body + letter.subject)
                self.assertNotIn(self.concern.subject, letter.body + letter.subject)
