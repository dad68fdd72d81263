from datetime import date, timedelta

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import PostPage
from hall.review.models import Deputy
from hall.review.permissions import assignment_of, why_not_review, why_not_see
from hall.review.queries import steps_for
from hall.review.queues import rows_of, waiting_for
from hall.review.services import approve, end_deputy, name_deputy, return_post
from hall.services import draft_post, submit_post
from portal.accounts.models import User
from portal.core.refusals import Refused
from portal.core.workdays import local_day
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from units.enums import Role
from units.services import add_member, remove_member


class DeputyTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory(title="河源气象")
        cls.editor = MemberFactory(cls.unit)
        cls.away = MemberFactory(cls.unit, Role.REVIEWER, last_name="李", first_name="明")
        cls.deputy = MemberFactory(cls.other, Role.REVIEWER, last_name="王", first_name="芳")
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()
        cls.today = local_day(timezone.now())

    def name(self, person=None, deputy=None, first=0, last=2, by=None):
        person = person or self.away
        return name_deputy(
            person=person,
            deputy=deputy or self.deputy,
            first_day=self.today + timedelta(days=first),
            last_day=self.today + timedelta(days=last),
            by=by or person,
            today=self.today,
        )

    def assertRefused(self, words="", **fields):
        with self.assertRaisesMessage(Refused, words):
            self.name(**fields)


class StandingInTests(DeputyTestCase):
    def submitted(self, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, text="今晚停水。", **fields)

    def test_on_these_days_the_deputy_is_on_the_bench_and_the_person_too(self):
        post = self.submitted()
        self.name()

        self.assertEqual(assignment_of(step_of(post)).people, {self.away.pk, self.deputy.pk})
        self.assertEqual(why_not_see(self.deputy, PostPage.objects.get(pk=post.pk)), "")
        for person in [self.away, self.deputy]:
            self.assertEqual([step.page_id for step in waiting_for(person)], [post.pk])
        [row] = rows_of(waiting_for(self.deputy))
        self.assertEqual(row.in_place_of, "李明")
        self.assertEqual(rows_of(waiting_for(self.away))[0].in_place_of, "")

    def test_before_and_after_they_are_not(self):
        post = self.submitted()
        for first, last in [(1, 3), (-3, -1)]:
            Deputy.objects.all().delete()
            Deputy.objects.create(
                person=self.away,
                deputy=self.deputy,
                first_day=self.today + timedelta(days=first),
                last_day=self.today + timedelta(days=last),
            )
            with self.subTest(first=first):
                self.assertNotEqual(why_not_review(self.deputy, step_of(post)), "")
                self.assertEqual(waiting_for(self.deputy), [])

    def test_who_was_slower_is_told_who_was_quicker(self):
        self.name()
        post = self.submitted()
        step = step_of(post)
        sent = {"task_state": step.pk, "seen": post.latest_revision_id, "action": "approve"}
        approve(task_state_id=step.pk, reviewer=self.away)
        self.client.force_login(self.deputy)
        answer = self.client.post(reverse("review_post", args=[post.pk]), sent)
        self.assertContains(answer, "李明已经通过了")

    def test_who_stood_in_for_nobody_is_told_nothing(self):
        post = self.submitted(approvals=1)
        for person in [self.deputy, MemberFactory(self.other), UserFactory()]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                answer = self.client.get(reverse("review_post", args=[post.pk]))
                self.assertIn(answer.status_code, [302, 403])
                self.assertNotIn("今晚停水", answer.content.decode())

    def test_what_the_deputy_decides_says_for_whom(self):
        self.name()
        for verb, words in [(approve, {}), (return_post, {"reason": "请写明时间。"})]:
            with self.subTest(verb.__name__):
                post = self.submitted()
                verb(task_state_id=step_of(post).pk, reviewer=self.deputy, **words)
                line = post.review_records.filter(event__in=["approved", "returned"]).get()
                self.assertEqual((line.person, line.facts), (self.deputy, {"in_place_of": "李明"}))

    def test_the_deputy_gets_the_mail(self):
        self.name()
        with self.captureOnCommitCallbacks(execute=True):
            self.submitted()
        self.assertEqual(
            sorted(message.to[0] for message in mail.outbox), sorted([self.away.email, self.deputy.email])
        )

    def test_four_eyes_hold_for_deputies(self):
        self.name()
        add_member(team=self.unit.teams.get(role=Role.EDITOR), user=self.deputy)
        writer = User.objects.get(pk=self.deputy.pk)
        post = draft_post(unit=self.unit, author=writer, text="自己写的", category=category_of(1))
        submit_post(post_id=post.pk, user=writer)
        self.assertNotEqual(why_not_review(writer, step_of(post)), "")

    def test_nobody_takes_two_steps_as_a_deputy_either(self):
        self.name(deputy=self.desk)
        post = self.submitted(levels=2)
        approve(task_state_id=step_of(post).pk, reviewer=self.desk)
        self.assertNotEqual(why_not_review(self.desk, step_of(post)), "")

    def test_there_are_no_chains(self):
        self.name()
        third = MemberFactory(UnitFactory(), Role.REVIEWER)
        Deputy.objects.create(person=self.deputy, deputy=third, first_day=self.today, last_day=self.today)
        post = self.submitted()
        self.assertEqual(assignment_of(step_of(post)).people, {self.away.pk, self.deputy.pk})

    def test_a_deputy_who_reviews_no_more_or_is_switched_off_stands_in_no_more(self):
        self.name()
        post = self.submitted()
        remove_member(team=self.other.teams.get(role=Role.REVIEWER), user=self.deputy)
        self.assertEqual(assignment_of(step_of(post)).people, {self.away.pk})

    def test_nobody_stands_in_for_somebody_who_has_left_the_team(self):
        self.name()
        post = self.submitted()
        remove_member(team=self.unit.teams.get(role=Role.REVIEWER), user=self.away)
        self.assertEqual(assignment_of(step_of(post)).people, {self.desk.pk})

    def test_names_say_for_whom(self):
        self.name()
        [step] = steps_for(self.unit, category_of(1), self.editor)
        self.assertIn("王芳（代 李明）", step.names)

    def test_the_queue_costs_the_same_for_one_post_or_six(self):
        self.name()
        self.assertQueriesDoNotGrow(lambda: rows_of(waiting_for(self.deputy)), self.submitted)


class WhyNotDeputiseTests(DeputyTestCase):
    def test_somebody_who_only_writes_is_none(self):
        self.assertRefused(deputy=self.editor)
        self.assertRefused(deputy=MemberFactory(self.unit, Role.LIAISON))

    def test_the_desk_needs_a_colleague_or_the_office(self):
        self.assertRefused(person=self.desk, deputy=self.deputy)
        self.name(person=self.desk, deputy=self.office)
        self.assertRefused(person=self.office, deputy=HallDeskFactory())

    def test_nobody_names_one_for_others_but_the_desk(self):
        self.assertRefused(by=self.deputy)
        self.name(by=self.desk)

    def test_who_reviews_nothing_needs_none(self):
        self.assertRefused(person=self.editor)

    def test_days_that_make_no_sense(self):
        for fields in [{"first": 2, "last": 1}, {"first": -3, "last": -1}]:
            with self.subTest(fields):
                self.assertRefused(**fields)

    def test_one_at_a_time_and_nobody_who_is_away_too(self):
        self.name()
        colleague = MemberFactory(self.unit, Role.REVIEWER)
        self.assertRefused("王芳", deputy=colleague, first=2, last=5)
        self.assertRefused(person=colleague, deputy=self.away)
        self.assertRefused(person=self.deputy, deputy=colleague)
        self.name(deputy=colleague, first=3, last=5)

    def test_oneself_is_none(self):
        self.assertRefused(deputy=self.away)

    def test_the_database_holds_what_must_hold(self):
        for fields in [
            {"person": self.away, "deputy": self.away, "first_day": self.today, "last_day": self.today},
            {
                "person": self.away,
                "deputy": self.deputy,
                "first_day": date(2026, 2, 2),
                "last_day": date(2026, 2, 1),
            },
        ]:
            with self.assertRaises(IntegrityError), transaction.atomic():
                Deputy.objects.create(**fields)

    def test_it_is_taken_back_from_today_on(self):
        named = self.name()
        Deputy.objects.update(first_day=self.today - timedelta(days=3))
        end_deputy(deputy_id=named.pk, by=self.away, today=self.today)
        self.assertEqual(Deputy.objects.get().last_day, self.today - timedelta(days=1))

        later = self.name(first=5, last=6)
        with self.assertRaises(Refused):
            end_deputy(deputy_id=later.pk, by=self.deputy, today=self.today)
        end_deputy(deputy_id=later.pk, by=self.desk, today=self.today)
        self.assertFalse(Deputy.objects.filter(pk=later.pk).exists())


class DeputyScreenTests(DeputyTestCase):
    address = "/cms/deputies/"

    def typed(self, **fields):
        days = {"first_day": self.today.isoformat(), "last_day": self.today.isoformat()}
        return {"deputy": "  " + self.deputy.email.upper(), **days, **fields}

    def test_a_reviewer_names_one_and_takes_it_back(self):
        self.client.force_login(self.away)
        page = self.client.post(self.address, self.typed(), follow=True)
        self.assertContains(page, "王芳")
        named = Deputy.objects.get()
        self.assertEqual((named.person, named.deputy), (self.away, self.deputy))
        self.client.post(reverse("review_deputy_end", args=[named.pk]))
        self.assertFalse(Deputy.objects.exists())

    def test_the_desk_does_it_for_others_and_sees_all(self):
        self.client.force_login(self.desk)
        self.client.post(self.address, self.typed(person=self.away.email))
        self.assertEqual(Deputy.objects.get().person, self.away)
        self.assertContains(self.client.get(self.address), "李明")

    def test_others_see_only_their_own(self):
        self.name()
        self.client.force_login(self.deputy)
        self.assertNotContains(self.client.get(self.address), "李明")

    def test_a_reviewer_does_not_name_one_for_somebody_else(self):
        self.client.force_login(self.deputy)
        self.client.post(self.address, self.typed(person=self.away.email, deputy=self.desk.email))
        self.assertEqual(Deputy.objects.get().person, self.deputy)

    def test_bad_input_is_said_in_words_and_nothing_typed_is_lost(self):
        self.client.force_login(self.away)
        for fields in [
            {"deputy": "nobody@heyuan.example"},
            {"deputy": "王芳"},
            {"deputy": self.editor.email},
            {"last_day": "去年"},
            {"last_day": "9999999-01-01"},
            {"first_day": ""},
        ]:
            with self.subTest(fields):
                page = self.client.post(self.address, self.typed(**fields))
                self.assertContains(page, 'role="alert"')
                self.assertContains(page, fields.get("deputy", self.deputy.email.upper()).strip())
        self.assertFalse(Deputy.objects.exists())

    def test_nobody_takes_back_the_deputy_of_somebody_else(self):
        named = self.name()
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        self.client.post(reverse("review_deputy_end", args=[named.pk]))
        self.assertTrue(Deputy.objects.filter(pk=named.pk).exists())

    def test_who_reviews_nothing_does_not_come_in(self):
        self.client.force_login(self.editor)
        self.assertNotEqual(self.client.get(self.address).status_code, 200)
        self.client.force_login(self.away)
        self.assertEqual(self.client.post(reverse("review_deputy_end", args=[10**18])).status_code, 404)
