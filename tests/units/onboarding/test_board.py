from datetime import date, timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    ImageFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import UNIT_ROLES, Role
from units.models import UnitPage
from units.onboarding.enums import Lack, UnitState
from units.onboarding.models import Batch, BatchPlace
from units.onboarding.progress import lacks_of, state_of, with_progress

TODAY = date(2026, 8, 31)


def a_batch(*units, name="首批", due_on=TODAY):
    batch = Batch.objects.create(name=name, due_on=due_on)
    BatchPlace.objects.bulk_create(BatchPlace(batch=batch, unit=unit) for unit in units)
    return batch


class ProgressTests(TestCase):
    def progress(self, unit, today=TODAY):
        return with_progress(UnitPage.objects.all(), today).get(pk=unit.pk)

    def test_a_unit_is_preparing_until_the_day_after_its_due_date_and_then_late(self):
        unit = UnitFactory(title="河源水务", live=False)
        a_batch(unit)

        self.assertEqual(state_of(self.progress(unit)), UnitState.PREPARING)
        self.assertEqual(state_of(self.progress(unit, TODAY + timedelta(days=1))), UnitState.LATE)

    def test_a_live_unit_is_never_late_and_one_without_a_date_neither(self):
        live, undated, alone = UnitFactory(), UnitFactory(live=False), UnitFactory(live=False)
        a_batch(live)
        a_batch(undated, name="以后", due_on=None)
        later = TODAY + timedelta(days=99)

        self.assertEqual(state_of(self.progress(live, later)), UnitState.LIVE)
        self.assertEqual(state_of(self.progress(undated, later)), UnitState.PREPARING)
        self.assertEqual(state_of(self.progress(alone, later)), UnitState.PREPARING)

    def test_a_new_unit_lacks_everything_and_a_complete_one_nothing(self):
        unit = UnitFactory(title="平安河源")
        MemberFactory(unit, Role.REVIEWER)
        MemberFactory(unit, Role.EDITOR, last_login=timezone.now())
        self.assertEqual(lacks_of(self.progress(unit)), list(Lack))

        MemberFactory(unit, Role.REVIEWER, last_login=timezone.now())
        unit.avatar = ImageFactory()
        unit.save_revision().publish(skip_permission_checks=True)
        PostFactory(unit=unit)

        self.assertEqual(lacks_of(self.progress(unit)), [])

    def test_an_avatar_that_waits_for_the_launch_counts(self):
        unit = UnitFactory(live=False)
        draft = unit.get_latest_revision_as_object()
        draft.avatar = ImageFactory()
        draft.save_revision()

        self.assertNotIn(Lack.AVATAR, lacks_of(self.progress(unit)))

    def test_a_draft_is_no_post_and_somebody_switched_off_no_spokesperson(self):
        unit = UnitFactory()
        PostFactory(unit=unit, live=False)
        MemberFactory(unit, Role.REVIEWER, last_login=timezone.now(), is_active=False)

        self.assertEqual(lacks_of(self.progress(unit)), list(Lack))


class CurrentBatchTests(TestCase):
    def test_it_is_the_first_by_date_that_is_not_complete(self):
        a_batch(UnitFactory(), name="第一批", due_on=date(2026, 7, 1))
        a_batch(UnitFactory(live=False), name="不急", due_on=None)
        a_batch(UnitFactory(), UnitFactory(live=False), name="第二批", due_on=date(2026, 9, 1))

        batch = Batch.objects.current()

        self.assertEqual((batch.name, batch.live, batch.total), ("第二批", 1, 2))

    def test_there_is_none_when_all_are_live(self):
        a_batch(UnitFactory())

        self.assertIsNone(Batch.objects.current())


class ScreenTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.client.force_login(self.desk)

    def get(self, name, *args, **query):
        return self.client.get(reverse(name, args=args), query)


class BoardTests(ScreenTestCase):
    def test_it_shows_the_batch_that_is_due_with_its_units(self):
        a_batch(UnitFactory(title="平安河源"), UnitFactory(title="河源水务", live=False))
        a_batch(UnitFactory(title="河源科技", live=False), name="第二批", due_on=date(2099, 1, 1))

        page = self.get("onboarding_board")

        self.assertEqual(
            [row["unit"].title for row in page.context["rows"]], ["河源水务", "平安河源"], "those to do first"
        )
        self.assertIn("第二批", page.text)

    def test_another_batch_and_the_units_in_none_are_a_click_away(self):
        a_batch(UnitFactory(live=False))
        second = a_batch(UnitFactory(title="河源科技"), name="第二批")
        UnitFactory(title="李科长")

        for batch, title in [(second.pk, "河源科技"), ("none", "李科长")]:
            page = self.get("onboarding_board", batch=batch)
            self.assertEqual([row["unit"].title for row in page.context["rows"]], [title])

    def test_an_empty_hall_leads_to_the_upload(self):
        self.assertIn(
            f'class="button" href="{reverse("onboarding_upload")}"', self.get("onboarding_board").text
        )

    def test_the_panel_on_the_home_page_tells_the_desk_what_is_late(self):
        a_batch(UnitFactory(live=False, title="河源水务"), due_on=date(2020, 1, 1))

        page = self.client.get(reverse("wagtailadmin_home"))

        self.assertIn("units-state--late", page.text)
        self.assertIn("河源水务", page.text)
        self.client.force_login(MemberFactory(UnitFactory(), Role.REVIEWER))
        self.assertNotIn("units-panel", self.client.get(reverse("wagtailadmin_home")).text)

    def test_the_due_date_can_be_changed_but_not_to_the_name_of_another_batch(self):
        batch = a_batch(UnitFactory())
        a_batch(UnitFactory(), name="第二批")
        address = reverse("onboarding_batch", args=[batch.pk])

        self.client.post(address, {"name": "首批", "due_on": "2026-09-30"})
        self.assertEqual(Batch.objects.get(pk=batch.pk).due_on, date(2026, 9, 30))
        for typed in [{"name": "第二批"}, {"name": ""}, {"name": "首批", "due_on": "月底"}]:
            answer = self.client.post(address, typed)
            self.assertTrue(answer.context["form"].errors)
        self.assertEqual(Batch.objects.get(pk=batch.pk).name, "首批")

    def test_it_costs_the_same_for_one_unit_or_six(self):
        batch = a_batch()

        def one_more():
            unit = UnitFactory(live=False)
            BatchPlace.objects.create(batch=batch, unit=unit)
            MemberFactory(unit, Role.REVIEWER)

        for name in ["onboarding_board", "wagtailadmin_home"]:
            with self.subTest(name):
                self.assertQueriesDoNotGrow(lambda name=name: self.get(name), one_more)


class LaunchTests(ScreenTestCase):
    def test_the_desk_is_told_what_is_missing_and_launches(self):
        unit = UnitFactory(code="SWJ", title="河源水务", live=False)
        batch = a_batch(unit)
        page = self.get("units_launch", "swj")
        self.assertEqual(page.context["lacks"], list(Lack))

        answer = self.client.post(reverse("units_launch", args=["SWJ"]))

        self.assertRedirects(answer, f"{reverse('onboarding_board')}?batch={batch.pk}")
        self.assertEqual(self.client.get("/units/swj/").status_code, 200)

    def test_what_the_team_prepared_goes_live_with_the_unit(self):
        unit = UnitFactory(code="SWJ", live=False)
        draft = unit.get_latest_revision_as_object()
        draft.introduction = "管好每一滴水。"
        draft.save_revision()

        self.client.post(reverse("units_launch", args=["SWJ"]))

        self.assertIn("管好每一滴水。", self.client.get("/units/swj/").text)

    def test_a_sub_unit_waits_for_the_unit_above(self):
        sub = UnitFactory(
            code="PCS", live=False, parent=UnitFactory(code="GAJ", title="平安河源", live=False)
        )
        self.assertIn("平安河源", self.get("units_launch", "PCS").context["why_not"])

        answer = self.client.post(reverse("units_launch", args=["PCS"]), follow=True)

        self.assertIn("平安河源", answer.text)
        sub.refresh_from_db()
        self.assertFalse(sub.live)

    def test_twice_is_told_and_harmless(self):
        UnitFactory(code="SWJ", title="河源水务")

        answer = self.client.post(reverse("units_launch", args=["SWJ"]), follow=True)

        self.assertIn("messages", answer.text)
        self.assertTrue(self.get("units_launch", "SWJ").context["why_not"])


class UnitListTests(ScreenTestCase):
    def titles(self, **query):
        return [unit.title for unit in self.get("units_list", **query).context["object_list"]]

    def test_units_are_found_by_a_part_of_their_names_or_code(self):
        UnitFactory(code="GAJ", title="平安河源", official_name="河源市公安局")
        UnitFactory(code="SWJ", title="河源水务", official_name="河源市水务局")

        for words in ["平安", "公安", "gaj"]:
            self.assertEqual(self.titles(q=words), ["平安河源"])
        self.assertEqual(self.titles(q="%"), [])

    def test_they_are_filtered_by_state_batch_and_kind(self):
        batch = a_batch(UnitFactory(title="河源水务", live=False), due_on=date(2020, 1, 1))
        UnitFactory(title="河源科技", live=False)
        UnitFactory(title="李科长", kind="person")

        self.assertEqual(self.titles(state="late"), ["河源水务"])
        self.assertEqual(self.titles(state="preparing"), ["河源科技"])
        self.assertEqual(self.titles(state="live"), ["李科长"])
        self.assertEqual(self.titles(batch=batch.pk), ["河源水务"])
        self.assertEqual(self.titles(kind="person"), ["李科长"])

    def test_every_column_sorts(self):
        a_batch(UnitFactory(), UnitFactory(live=False))
        for key in ["title", "-code", "state", "-batch_name", "due_on"]:
            with self.subTest(key):
                self.assertEqual(len(self.titles(ordering=key)), 2)

    def test_spokespersons_see_their_own_units(self):
        unit = UnitFactory(title="平安河源")
        UnitFactory(title="河源水务")
        self.client.force_login(MemberFactory(unit, Role.REVIEWER))

        self.assertEqual(self.titles(), ["平安河源"])
        self.assertEqual(self.titles(q="水务"), [])

    def test_it_costs_the_same_for_one_unit_or_six(self):
        for name in ["units_list", "units_list_results", "onboarding_report"]:
            with self.subTest(name):
                self.assertQueriesDoNotGrow(
                    lambda name=name: self.get(name), lambda: a_batch(UnitFactory(), name=str(timezone.now()))
                )


class ReportTests(ScreenTestCase):
    def test_it_is_taken_away_as_a_file_with_every_unit(self):
        a_batch(UnitFactory(code="SWJ", title="河源水务", live=False), name="首批")
        UnitFactory(code="GAJ", title="平安河源")

        csv = self.client.get(reverse("onboarding_report"), {"export": "csv"}).getvalue().decode()
        xlsx = self.client.get(reverse("onboarding_report"), {"export": "xlsx"})

        self.assertEqual(len(csv.splitlines()), 3)
        self.assertIn("SWJ,河源水务", csv)
        self.assertIn("首批", csv)
        self.assertTrue(xlsx.getvalue().startswith(b"PK"))

    def test_no_name_is_computed_by_a_spreadsheet_program(self):
        UnitFactory(code="SWJ", official_name="=HYPERLINK(河源)")

        csv = self.client.get(reverse("onboarding_report"), {"export": "csv"}).getvalue().decode()

        self.assertIn(",'=HYPERLINK(河源),", csv)

    def test_the_file_holds_what_was_filtered(self):
        batch = a_batch(UnitFactory(title="河源水务"))
        UnitFactory(title="平安河源")

        answer = self.client.get(reverse("onboarding_report"), {"export": "csv", "batch": batch.pk})

        self.assertNotIn("平安河源", answer.getvalue().decode())


class RefuseTests(ScreenTestCase):
    def test_the_board_the_report_and_the_launch_are_the_desks_alone(self):
        unit = UnitFactory(code="SWJ", live=False)
        batch = a_batch(unit)
        addresses = [
            reverse("onboarding_board"),
            reverse("onboarding_report"),
            reverse("onboarding_report_results"),
            reverse("onboarding_batch", args=[batch.pk]),
            reverse("units_launch", args=["SWJ"]),
        ]
        for person in [*(MemberFactory(unit, role) for role in UNIT_ROLES), CityOfficeFactory()]:
            self.client.force_login(person)
            for address in addresses:
                for ask in [self.client.get, self.client.post]:
                    with self.subTest(person=person, address=address, ask=ask.__name__):
                        self.assertRedirects(ask(address), reverse("wagtailadmin_home"))
        unit.refresh_from_db()
        self.assertFalse(unit.live)

    def test_the_list_is_for_the_desk_and_for_spokespersons(self):
        unit = UnitFactory()
        for person in [
            MemberFactory(unit, Role.EDITOR),
            MemberFactory(unit, Role.LIAISON),
            CityOfficeFactory(),
        ]:
            self.client.force_login(person)
            for name in ["units_list", "units_list_results"]:
                with self.subTest(person=person, name=name):
                    self.assertRedirects(self.get(name), reverse("wagtailadmin_home"))
