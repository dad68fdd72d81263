"""The screens of the training: what each person sees, who is refused, and that opening a page changes nothing."""

import re
from unittest import mock

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.assessment.models import QuizAttempt, TrainingSeat, TrainingSession
from hall.assessment.training.links import door_url, ticket_url
from hall.assessment.training.queries import trained_by_unit
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory
from tests.hall.assessment.months import NOVEMBER, OldUnitFactory, facts_of
from tests.hall.assessment.training.world import (
    BEFORE,
    DURING,
    ENDS,
    MULTIPLE,
    SINGLE,
    SessionFactory,
    certified_seat,
    take_place,
)
from units.enums import Role
from units.models import Team
from units.services import add_member


class ScreenTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        cls.editor, cls.colleague = MemberFactory(cls.unit), MemberFactory(cls.unit)
        cls.speaker, cls.stranger = (
            MemberFactory(cls.unit, Role.REVIEWER),
            MemberFactory(cls.other, Role.REVIEWER),
        )
        cls.desk = HallDeskFactory()
        cls.session = SessionFactory()
        cls.url = reverse("training_session", args=[cls.session.pk])

    def at(self, now):
        self.enterContext(mock.patch.object(timezone, "now", return_value=now))

    def post(self, user, address, now=None, **sent):
        self.client.force_login(user)
        if now:
            with mock.patch.object(timezone, "now", return_value=now):
                return self.client.post(address, sent, follow=True)
        return self.client.post(address, sent, follow=True)

    def get(self, user, address):
        self.client.force_login(user)
        return self.client.get(address)

    def test_a_citizen_and_a_visitor_see_nothing(self):
        for address in [reverse("training"), self.url, reverse("training_report")]:
            self.assertNotEqual(self.get(CitizenFactory(), address).status_code, 200)
            self.client.logout()
            self.assertEqual(self.client.get(address).status_code, 302)

    def test_a_planned_session_is_the_desks_alone(self):
        planned = SessionFactory(title="明年的班", opened_at=None)
        address = reverse("training_session", args=[planned.pk])
        self.assertNotEqual(self.get(self.speaker, address).status_code, 200)
        self.assertNotContains(self.get(self.speaker, reverse("training") + "?year=2026"), "明年的班")
        self.assertContains(self.get(self.desk, address), "明年的班")

    def test_the_desk_and_an_editor_are_offered_different_things(self):
        take_place(self.session, self.unit, self.colleague)
        self.assertContains(self.get(self.desk, self.url), self.colleague)
        self.assertNotContains(self.get(self.editor, self.url), self.colleague)
        self.assertContains(self.get(self.speaker, self.url), self.colleague)
        self.assertNotContains(self.get(self.stranger, self.url), self.colleague)

    def test_somebody_takes_a_place_and_a_strangers_person_is_refused(self):
        own = f"{self.unit.pk}.{self.editor.pk}"
        self.assertContains(self.post(self.editor, self.url, BEFORE, action="enrol", person=own), "报名成功")
        forged = f"{self.unit.pk}.{self.colleague.pk}"
        self.post(self.stranger, self.url, BEFORE, action="enrol", person=forged)
        for junk in ["", "x.y", "9" * 40 + ".1"]:
            self.post(self.editor, self.url, BEFORE, action="enrol", person=junk)
        self.assertEqual(TrainingSeat.objects.get().person, self.editor)

    def test_where_no_place_is_left_it_says_so_and_offers_none(self):
        self.at(BEFORE)
        TrainingSession.objects.update(seats_per_unit=1)
        self.assertContains(self.get(self.editor, self.url), "为谁报名")
        take_place(self.session, self.unit, self.colleague)
        self.assertNotContains(self.get(self.editor, self.url), "为谁报名")
        self.assertContains(self.get(self.editor, self.url), "本单位的名额")
        self.assertContains(self.get(self.stranger, self.url), "为谁报名")
        TrainingSession.objects.update(seats_total=1)
        self.assertContains(self.get(self.stranger, self.url), "名额已满")
        self.assertContains(self.get(self.stranger, reverse("training") + "?year=2026"), "名额已满")

    def test_the_plan_says_what_is_going_on(self):
        self.at(DURING)
        self.assertContains(self.get(self.editor, reverse("training")), "进行中")

    def test_the_desk_is_not_offered_what_it_may_not_do(self):
        take_place(self.session, self.unit, self.editor)
        self.at(BEFORE)
        self.assertNotContains(self.get(self.desk, self.url), "give_up")
        self.assertContains(self.get(self.speaker, self.url), "give_up")

    def test_who_corrects_a_long_list_stays_at_the_line(self):
        seat = take_place(self.session, self.unit, self.editor)
        self.at(DURING)
        self.client.force_login(self.desk)
        answer = self.client.post(self.url, {"action": "has_come", "seat": seat.pk})
        self.assertEqual(answer["Location"], f"{self.url}#seat-{seat.pk}")
        self.assertContains(self.client.get(self.url), f'id="seat-{seat.pk}"')

    def test_every_form_carries_its_token(self):
        take_place(self.session, self.unit, self.editor)
        for user, now in [
            (self.editor, BEFORE),
            (self.speaker, BEFORE),
            (self.desk, BEFORE),
            (self.desk, DURING),
        ]:
            with self.subTest(user, now=now), mock.patch.object(timezone, "now", return_value=now):
                shown = self.get(user, self.url).content.decode()
                forms = len(re.findall(r'<form[^>]* method="post"', shown))
                self.assertGreater(forms, 0)
                self.assertEqual(shown.count('name="csrfmiddlewaretoken"'), forms)

    def test_opening_a_code_changes_nothing_and_the_button_checks_in(self):
        seat = take_place(self.session, self.unit, self.editor)
        with mock.patch("time.time", return_value=DURING.timestamp()):
            self.at(DURING)
            here = door_url(self.session.pk)
            ticket = ticket_url(seat.pk)
            self.get(self.editor, here)
            self.get(self.desk, ticket)
            seat.refresh_from_db()
            self.assertIsNone(seat.attended_at)
            self.assertEqual(self.get(self.stranger, ticket).status_code, 302)
            self.assertContains(self.get(self.stranger, here), "没有报名")
            self.post(self.editor, here, action="check_in")
        seat.refresh_from_db()
        self.assertEqual(seat.attended_at, DURING)

    def test_an_old_code_on_the_wall_opens_nothing(self):
        seat = take_place(self.session, self.unit, self.editor)
        with mock.patch("time.time", return_value=DURING.timestamp() - 1000):
            old = door_url(self.session.pk)
        with mock.patch("time.time", return_value=DURING.timestamp()):
            self.assertContains(self.post(self.editor, old, DURING, action="check_in"), "已过期")
        self.assertEqual(self.get(self.desk, ticket_url(seat.pk)[:-3] + "xyz/").status_code, 404)
        seat.refresh_from_db()
        self.assertIsNone(seat.attended_at)

    def test_a_quiz_holds_no_hint_of_what_is_right_until_it_is_over(self):
        seat = take_place(self.session, self.unit, self.editor)
        TrainingSeat.objects.filter(pk=seat.pk).update(attended_at=DURING)
        quiz = reverse("training_quiz", args=[self.session.pk])
        self.at(DURING)
        shown = self.get(self.editor, quiz)
        self.assertContains(shown, "哪些内容不能公开")
        self.assertNotContains(shown, "办理规定第三条")
        self.assertContains(self.post(self.editor, quiz, action="send", number=1, **{SINGLE: "a"}), "请回答")
        self.post(self.editor, quiz, action="send", number=1, **{SINGLE: "zzz", MULTIPLE: ["c"]})
        self.assertFalse(QuizAttempt.objects.exists())
        passed = self.post(self.editor, quiz, action="send", number=1, **{SINGLE: "a", MULTIPLE: ["c", "d"]})
        self.assertContains(passed, "办理规定第三条")
        self.assertContains(passed, "打印证书")
        self.assertEqual(self.get(self.stranger, quiz).status_code, 404)

    def test_a_certificate_is_for_its_owner_and_its_proof_names_nobody(self):
        seat = certified_seat(self.session, self.unit, self.editor)
        address = reverse("training_certificate", args=[seat.pk])
        self.assertContains(self.get(self.editor, address), seat.certificate)
        self.assertNotEqual(self.get(self.speaker, address).status_code, 200)
        self.client.logout()
        proof = self.client.get(reverse("training_certified", args=[seat.certificate_code]))
        self.assertContains(proof, "河源水务")
        self.assertNotContains(proof, str(self.editor))
        self.assertEqual(self.client.get(reverse("training_certified", args=["0" * 16])).status_code, 404)

    def test_without_having_passed_there_is_none(self):
        seat = take_place(self.session, self.unit, self.editor)
        address = reverse("training_certificate", args=[seat.pk])

        self.assertNotEqual(self.get(self.editor, address).status_code, 200)

    def test_who_was_trained_is_told_to_the_desk_and_to_the_own_spokesperson(self):
        certified_seat(self.session, self.unit, self.editor)
        team = reverse("training_team", args=[self.unit.code]) + "?year=2026"
        for user in (self.desk, self.speaker):
            self.assertContains(self.get(user, team), self.colleague)
        for user in (self.stranger, self.editor):
            self.assertNotEqual(self.get(user, team).status_code, 200)
        (row,) = trained_by_unit([self.unit], 2026)
        self.assertEqual((row.members, row.trained, row.missing), (3, 1, 2))
        self.assertEqual(trained_by_unit([self.unit], 2025)[0].trained, 0)

    def test_the_report_and_the_list_cost_the_same_for_one_or_six(self):
        self.client.force_login(self.desk)
        report = reverse("training_report")
        self.assertQueriesDoNotGrow(lambda: self.client.get(report), lambda: MemberFactory(OldUnitFactory()))
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(self.url),
            lambda: take_place(self.session, self.unit, MemberFactory(self.unit)),
        )
        plan = reverse("training") + "?year=2026"
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(plan),
            lambda: take_place(SessionFactory(), self.unit, MemberFactory(self.unit)),
        )
        team = reverse("training_team", args=[self.unit.code]) + "?year=2026"
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(team),
            lambda: certified_seat(self.session, self.unit, MemberFactory(self.unit)),
        )

    def test_a_spokesperson_of_many_reads_as_little_as_one_of_one(self):
        self.at(BEFORE)
        TrainingSession.objects.update(seats_per_unit=9)
        self.client.force_login(self.speaker)

        def speak_for_one_more():
            unit = OldUnitFactory()
            add_member(team=Team.objects.get(unit=unit, role=Role.REVIEWER), user=self.speaker)
            take_place(self.session, unit, MemberFactory(unit))
            MemberFactory(unit)

        self.assertQueriesDoNotGrow(lambda: self.client.get(self.url), speak_for_one_more)

    def test_the_home_page_says_who_was_not_trained(self):
        self.at(ENDS)
        self.assertContains(self.get(self.editor, reverse("wagtailadmin_home")), "今年还没有参加过培训")
        certified_seat(self.session, self.unit, self.editor)
        self.assertNotContains(self.get(self.editor, reverse("wagtailadmin_home")), "今年还没有参加过培训")

    def test_the_share_counts_into_the_scorecard(self):
        certified_seat(self.session, self.unit, self.editor)
        facts = facts_of(self.unit, NOVEMBER)

        self.assertEqual((facts.trained, facts.members), (1, 3))
