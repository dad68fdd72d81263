"""Accountability records: who may see them, how they are contested, and when the name goes."""

from datetime import date, timedelta
from io import BytesIO

from django.apps import apps
from django.test import TestCase
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from hall.supervision.accountability.duties import remove_names
from hall.supervision.accountability.permissions import why_not_see_record
from hall.supervision.accountability.services import appeal, decide_appeal
from hall.supervision.enums import AppealOutcome, OrderState
from hall.supervision.models import AccountabilityRecord, OrderEvent
from portal.accounts.models import User
from portal.accounts.personal_data import collect_all, what_stays
from portal.accounts.services import delete_account
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    HallDeskFactory,
    InspectorFactory,
    MemberFactory,
    OrderFactory,
    RecordFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.supervision import ISSUED_AT
from units.enums import UNIT_ROLES, Role
from units.models import Team
from units.services import add_member, remove_member

NAME = "欧阳问责"
DAY = timedelta(days=1)


class RecordCase(TestCase):
    def setUp(self):
        self.unit, self.inspector = UnitFactory(title="河源水务"), InspectorFactory()
        self.person = MemberFactory(self.unit, Role.EDITOR, last_name=NAME, first_name="")
        self.lead = MemberFactory(self.unit, Role.REVIEWER)
        Team.objects.filter(unit=self.unit, role=Role.REVIEWER).update(lead=self.lead)
        self.order = OrderFactory(unit=self.unit, by=self.inspector)

    def record(self, **fields):
        return RecordFactory(order=self.order, by=self.inspector, **fields)


class MakingTests(RecordCase):
    def test_only_behind_an_order_that_stands(self):
        order = OrderFactory(unit=self.unit, by=self.inspector, state=OrderState.CANCELLED)
        with self.assertRaises(Refused):
            RecordFactory(order=order, by=self.inspector)

    def test_only_about_people_of_the_unit_and_never_about_oneself(self):
        for person in (MemberFactory(UnitFactory()), CitizenFactory(), self.inspector):
            with self.subTest(person), self.assertRaises(Refused):
                self.record(person=person)

    def test_the_name_goes_after_a_year_unless_another_day_is_chosen(self):
        self.assertEqual(self.record(person=self.person).removal_on, date(2027, 11, 25))
        chosen = date(2026, 12, 31)
        self.assertEqual(self.record(person=self.person, removal_on=chosen).removal_on, chosen)
        for day in (date(2026, 11, 25), date(2031, 1, 1)):
            with self.subTest(day), self.assertRaises(Refused):
                self.record(person=self.person, removal_on=day)

    def test_a_decision_of_the_future_and_one_without_a_basis_are_refused(self):
        with self.assertRaises(Refused):
            self.record(decided_on=date(2026, 11, 26))
        with self.assertRaises(Refused):
            self.record(basis=" ")

    def test_those_concerned_hear_of_it_and_nobody_else(self):
        OutgoingMail.objects.all().delete()
        self.record(person=self.person)
        self.record()
        letters = OutgoingMail.objects.order_by("pk")
        self.assertEqual([mail.to for mail in letters], [self.person.email, self.lead.email])
        self.assertNotIn(NAME, letters[1].body)

    def test_the_history_of_the_order_names_nobody_whom_it_concerns(self):
        record = self.record(person=self.person)
        appeal(record_id=record.pk, user=self.person, text="当天我请假", now=ISSUED_AT)
        for row in OrderEvent.objects.filter(order=self.order).values_list():
            self.assertNotIn(NAME, str(row))


class WhoSeesTests(RecordCase):
    def setUp(self):
        super().setUp()
        colleague = MemberFactory(self.unit, Role.REVIEWER)
        conflicted = MemberFactory(self.unit, Role.LIAISON)
        add_member(team=Team.objects.get(role=Role.INSPECTOR), user=conflicted)
        self.people = {
            "inspector": self.inspector,
            "another inspector": InspectorFactory(),
            "inspector of the unit": conflicted,
            "person": self.person,
            "lead": self.lead,
            "colleague": colleague,
            **{f"unit {role}": MemberFactory(self.unit, role) for role in UNIT_ROLES},
            "other unit": MemberFactory(UnitFactory(), Role.REVIEWER),
            "desk": HallDeskFactory(),
            "office": CityOfficeFactory(),
            "superuser": UserFactory(superuser=True),
            "citizen": CitizenFactory(),
        }

    def test_by_rule_by_list_and_by_address(self):
        about_person, about_unit = self.record(person=self.person), self.record()
        inspecting = {"inspector", "another inspector"}
        for record, expected in [
            (about_person, inspecting | {"person"}),
            (about_unit, inspecting | {"lead"}),
        ]:
            for name, person in self.people.items():
                with self.subTest(name, record=record.concerned):
                    sees = name in expected
                    self.assertEqual(not why_not_see_record(person, record), sees)
                    listed = AccountabilityRecord.objects.seen_by(person)
                    self.assertEqual(listed.filter(pk=record.pk).exists(), sees)
                    self.client.force_login(person)
                    answer = self.client.get(record.get_absolute_url())
                    self.assertEqual(answer.status_code == 200, sees)

    def test_without_a_lead_each_spokesperson_reads_the_units(self):
        record = self.record()
        Team.objects.filter(unit=self.unit).update(lead=None)
        self.assertEqual(why_not_see_record(self.people["colleague"], record), "")

    def test_the_order_shows_them_only_to_those_who_may_read_them(self):
        record = self.record(person=self.person)
        for name, sees in [("inspector", True), ("lead", False), ("office", False)]:
            self.client.force_login(self.people[name])
            page = self.client.get(self.order.get_absolute_url()).content.decode()
            self.assertEqual(record.get_absolute_url() in page, sees, name)
            self.assertEqual(NAME in page, sees, name)

    def test_nothing_public_and_no_search_knows_them(self):
        self.record(person=self.person, words="密语问责")
        for address in ["/", "/hall/", self.unit.url, "/search/?q=问责", "/sitemap.xml"]:
            with self.subTest(address):
                page = self.client.get(address, follow=True)
                body = b"".join(page.streaming_content) if page.streaming else page.content
                self.assertNotIn("密语", body.decode())
        self.assertTrue(apps.get_model("supervision.AccountabilityRecord").wagtail_reference_index_ignore)


class AppealTests(RecordCase):
    def setUp(self):
        super().setUp()
        self.about, self.other = self.record(person=self.person), InspectorFactory()

    def appeal(self, user=None, now=ISSUED_AT, text="当天我请假"):
        return appeal(record_id=self.about.pk, user=user or self.person, text=text, now=now)

    def decide(self, user, outcome=AppealOutcome.UPHELD):
        given = {"record_id": self.about.pk, "outcome": outcome, "now": ISSUED_AT}
        return decide_appeal(user=user, words="查看了值班表", **given)

    def test_only_those_concerned_appeal_once_and_in_time(self):
        for user in (self.lead, self.inspector, CitizenFactory()):
            with self.subTest(user), self.assertRaises(Refused):
                self.appeal(user)
        with self.assertRaises(Refused):
            self.appeal(now=ISSUED_AT + 31 * DAY)
        with self.assertRaises(Refused):
            self.appeal(text=" ")
        self.appeal(now=ISSUED_AT + 30 * DAY)
        with self.assertRaises(Refused):
            self.appeal()

    def test_who_made_it_does_not_decide(self):
        with self.assertRaises(Refused):
            self.decide(self.other)
        self.appeal()
        for user in (self.inspector, self.person, self.lead):
            with self.subTest(user), self.assertRaises(Refused):
                self.decide(user)
        self.decide(self.other)
        with self.assertRaises(Refused):
            self.decide(self.other)

    def test_one_that_is_lifted_loses_the_name_at_once(self):
        self.appeal()
        OutgoingMail.objects.all().delete()
        record = self.decide(self.other, AppealOutcome.LIFTED)
        record.refresh_from_db()
        self.assertEqual((record.person, record.person_name, record.appeal), (None, "", ""))
        self.assertEqual(OutgoingMail.objects.get().to, self.person.email)


class RemovalTests(RecordCase):
    def test_the_name_goes_on_its_day_and_the_record_stays(self):
        record = self.record(person=self.person, words=f"{NAME}没有值班")
        remove_names(ISSUED_AT + 364 * DAY)
        record.refresh_from_db()
        self.assertEqual(record.person_name, NAME)
        for _again in range(2):
            remove_names(ISSUED_AT + 365 * DAY)
        record.refresh_from_db()
        self.assertEqual((record.person, record.person_name, record.words), (None, "", ""))
        self.assertEqual((record.unit_name, record.basis), ("河源水务", "《督办办法》第九条"))
        self.assertEqual(OrderEvent.objects.filter(kind="removed").count(), 1)

    def test_a_record_of_the_unit_has_no_name_and_stays(self):
        record = self.record()
        remove_names(ISSUED_AT + 9999 * DAY)
        record.refresh_from_db()
        self.assertIsNone(record.removed_at)

    def test_the_download_holds_it(self):
        self.record(person=self.person, words="没有值班")
        (row,) = collect_all(self.person)["accountability"]
        self.assertEqual((row["order"], row["what_happened"]), (self.order.number, "没有值班"))
        self.assertEqual(collect_all(self.lead)["accountability"], [])

    def test_deleting_the_account_erases_nothing_before_its_day_and_says_so(self):
        record = self.record(person=self.person)
        for team in Team.objects.of_user(self.person):
            remove_member(team=team, user=self.person)
        person = User.objects.get(pk=self.person.pk)
        self.client.force_login(person)
        page = self.client.get(reverse("delete_account"))
        self.assertContains(page, self.order.number)
        self.assertEqual(len(what_stays(person)), 1)
        delete_account(user=person, now=ISSUED_AT)
        record.refresh_from_db()
        self.assertEqual((record.person, record.person_name), (None, NAME))
        remove_names(ISSUED_AT + 365 * DAY)
        record.refresh_from_db()
        self.assertEqual(record.person_name, "")


class ExportTests(RecordCase):
    def test_inspectors_take_them_away_and_it_is_written_down(self):
        record = self.record(person=self.person, words="=1+1")
        self.client.force_login(self.inspector)
        answer = self.client.get(reverse("supervision_records_export"))
        self.assertIn("no-store", answer["Cache-Control"])
        rows = list(
            load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
        )
        self.assertEqual(rows[1][:3], (self.order.number, "河源水务", NAME))
        self.assertIn("=1+1", rows[1])
        entry = ModelLogEntry.objects.get(action="supervision.records.export")
        self.assertEqual((entry.user, entry.object_id), (self.inspector, str(record.pk)))
        self.assertNotIn(NAME, entry.label)

    def test_nobody_else_does(self):
        self.record(person=self.person)
        for person in (
            self.person,
            self.lead,
            HallDeskFactory(),
            CityOfficeFactory(),
            UserFactory(superuser=True),
        ):
            self.client.force_login(person)
            self.assertNotEqual(self.client.get(reverse("supervision_records_export")).status_code, 200)
