"""The letter of the month: who gets it, once, and with which figures."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase

from hall.assessment.models import ReportLetters
from hall.assessment.reports import letters
from hall.assessment.reports.letters import write_letters
from portal.core.models import OutgoingMail
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    InspectorFactory,
    MemberFactory,
    SpecialDayFactory,
)
from tests.hall.assessment.months import AFTERWARDS, OldUnitFactory, at
from tests.hall.assessment.reports.world import PRIVATE, SmallCity
from units.enums import Role
from units.services import add_member


class LetterTests(SmallCity, TestCase):
    """1 December 2026 is a Tuesday; `AFTERWARDS` is nine o'clock of it."""

    def letters(self):
        return {mail.to: mail for mail in OutgoingMail.objects.all()}

    def test_a_unit_reads_three_figures_and_where_to_go(self):
        editor = MemberFactory(self.school)

        write_letters(AFTERWARDS)

        mail = self.letters()[editor.email]
        self.assertEqual(mail.subject, "2026年11月月报")
        for words in [
            "河源教育发布博文 3 条，比上月增加 2。",
            "本月应答复 2 件，按时答复 0 件（0%）。",
            "得分和名次尚未公布。",
            "/cms/month-reports/2026-11/JY/",
        ]:
            with self.subTest(words):
                self.assertIn(words, mail.body)
        self.assertNotIn(PRIVATE, mail.body)

    def test_the_office_and_the_desk_read_of_the_whole_city(self):
        office, desk = CityOfficeFactory(), HallDeskFactory()

        write_letters(AFTERWARDS)

        for person in (office, desk):
            self.assertIn("共发布博文 7 条", self.letters()[person.email].body)

    def test_one_person_gets_one_letter_for_all_places(self):
        person = MemberFactory(self.water, Role.REVIEWER)
        add_member(team=self.school.teams.get(role=Role.LIAISON), user=person)

        write_letters(AFTERWARDS)

        body = self.letters()[person.email].body
        self.assertIn("河源水务", body)
        self.assertIn("河源教育", body)
        self.assertNotIn("平安河源", body)

    def test_organisers_inspectors_and_who_was_switched_off_get_none(self):
        gone = MemberFactory(self.water)
        gone.is_active = False
        gone.save()
        MemberFactory(self.water, Role.ORGANISER)
        InspectorFactory()

        self.assertEqual(write_letters(AFTERWARDS), 0)

    def test_whoever_may_not_read_the_report_gets_no_letter(self):
        MemberFactory(self.water)

        with mock.patch.object(letters, "why_not_read_report", return_value="不是您的"):
            self.assertEqual(write_letters(AFTERWARDS), 0)

    def test_it_is_written_once(self):
        MemberFactory(self.water)

        self.assertEqual([write_letters(AFTERWARDS), write_letters(AFTERWARDS + timedelta(days=3))], [1, 0])

    def test_it_goes_on_where_it_was_cut_short(self):
        people = [MemberFactory(self.water) for _number in range(3)]
        ReportLetters.objects.create(first_day="2026-11-01", begun_at=AFTERWARDS, written_to=people[0].pk)

        self.assertEqual(write_letters(AFTERWARDS), 2)
        self.assertNotIn(people[0].email, self.letters())

    def test_it_waits_for_the_morning_of_the_first_working_day(self):
        MemberFactory(self.water)
        SpecialDayFactory(date=AFTERWARDS.date())

        self.assertEqual(write_letters(AFTERWARDS), 0)
        self.assertEqual(write_letters(AFTERWARDS.replace(day=2, hour=7, minute=59)), 0)
        self.assertEqual(write_letters(AFTERWARDS.replace(day=2, hour=8)), 1)

    def test_after_an_outage_it_comes_late_and_only_about_the_last_month(self):
        MemberFactory(self.water)

        write_letters(at(20, month=12))

        self.assertEqual(str(ReportLetters.objects.get()), "2026-11")


class EmptyHallTests(TestCase):
    def test_without_units_nothing_is_written(self):
        HallDeskFactory()

        self.assertEqual(write_letters(AFTERWARDS), 0)
        self.assertFalse(ReportLetters.objects.exists())


class LetterCostTests(HouseAssertions, TestCase):
    def test_units_cost_no_more_queries(self):
        editor = MemberFactory(OldUnitFactory(title="河源水务"))

        def make_one():
            add_member(team=OldUnitFactory().teams.get(role=Role.EDITOR), user=editor)

        def act():
            ReportLetters.objects.all().delete()
            write_letters(AFTERWARDS)

        self.assertQueriesDoNotGrow(act, make_one)
