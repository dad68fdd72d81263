"""The screens of supervision, for those who inspect and for those who answer."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.supervision.enums import OrderState
from hall.supervision.models import OrderFile, Sighting, SupervisionOrder
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    ImageFactory,
    InspectorFactory,
    MemberFactory,
    OrderFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role
from units.models import Team
from units.services import add_member

DAY = timedelta(days=1)


def picture():
    with ImageFactory().file.open("rb") as file:
        return SimpleUploadedFile("现场.png", file.read())


class ScreenCase(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.unit, self.inspector = UnitFactory(title="河源水务"), InspectorFactory()
        self.speaker = MemberFactory(self.unit, Role.REVIEWER)
        self.client.force_login(self.inspector)

    def order(self, **fields):
        return OrderFactory(**{"unit": self.unit, "by": self.inspector, "now": self.now, **fields})

    def post(self, order, person, **sent):
        self.client.force_login(person)
        return self.client.post(order.get_absolute_url(), sent, follow=True)


class ListTests(HouseAssertions, ScreenCase):
    def test_everybody_is_led_to_the_list_that_is_theirs(self):
        for person, name in [
            (self.inspector, "supervision_desk"),
            (CityOfficeFactory(), "supervision_desk"),
            (self.speaker, "supervision_ours"),
            (HallDeskFactory(), "supervision_ours"),
        ]:
            self.client.force_login(person)
            page = self.client.get(reverse("supervision"))
            self.assertRedirects(page, reverse(name))

    def test_an_editor_has_no_list(self):
        self.client.force_login(MemberFactory(self.unit, Role.EDITOR))
        for name in ("supervision_desk", "supervision_ours", "supervision_sightings", "supervision_issue"):
            with self.subTest(name):
                self.assertNotEqual(self.client.get(reverse(name)).status_code, 200)

    def test_overdue_ones_stand_first_and_parts_are_counted(self):
        late = self.order(now=self.now - 20 * DAY)
        reported, ended = self.order(state=OrderState.REPORTED), self.order(state=OrderState.CLOSED)
        fresh = self.order()
        page = self.client.get(reverse("supervision_desk"))
        self.assertEqual([row.order for row in page.context["rows"]], [late, reported, fresh])
        counts = {part.value: count for part, count in page.context["parts"]}
        self.assertEqual(counts, {"open": 3, "overdue": 1, "reported": 1, "owed": 2, "ended": 1, "all": 4})
        for part, rows in [("ended", [ended]), ("all", [fresh, ended, reported, late])]:
            with self.subTest(part):
                page = self.client.get(reverse("supervision_desk"), {"part": part})
                self.assertEqual([row.order for row in page.context["rows"]], rows)

    def test_it_is_narrowed_by_words_and_by_grounds(self):
        other = OrderFactory(by=self.inspector)
        mine = self.order()
        for query, expected in [
            ({"q": "水务"}, [mine]),
            ({"q": other.number}, [other]),
            ({"watch": "hand", "q": "水务"}, [mine]),
            ({"watch": "silent_unit"}, []),
            ({"part": "nonsense", "p": "9" * 30, "q": "没有"}, []),
        ]:
            with self.subTest(query):
                page = self.client.get(reverse("supervision_desk"), query)
                self.assertEqual([row.order for row in page.context["rows"]], expected)

    def test_an_inspector_of_the_unit_does_not_see_its_orders_on_the_desk(self):
        self.order()
        editor = MemberFactory(self.unit, Role.EDITOR)
        add_member(team=Team.objects.get(role=Role.INSPECTOR), user=editor)
        self.client.force_login(editor)
        self.assertEqual(self.client.get(reverse("supervision_desk")).context["rows"], [])

    def test_a_list_costs_the_same_for_one_or_six(self):
        def make_one():
            self.order()
            Sighting.objects.create(
                watch="overdue_concern",
                subject=f"concern {Sighting.objects.count()}",
                unit=UnitFactory(),
                facts={"number": "20261125-0001", "due_on": "2026-11-27", "with_unit": True},
                since=self.now,
                seen_at=self.now,
                looked_at=self.now,
                order_at=self.now,
            )

        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("supervision_desk")), make_one)

    def test_the_home_page_says_what_waits(self):
        home = reverse("wagtailadmin_home")
        self.assertContains(self.client.get(home), "supervision-heading")
        self.client.force_login(self.speaker)
        self.assertNotContains(self.client.get(home), "supervision-heading")
        self.order()
        self.assertContains(self.client.get(home), "supervision-heading")

    def test_the_menu_has_it_for_a_unit_once_there_was_an_order(self):
        home = reverse("wagtailadmin_home")
        address = reverse("supervision")
        self.assertContains(self.client.get(home), f'"{address}"')
        self.client.force_login(self.speaker)
        self.assertNotContains(self.client.get(home), f'"{address}"')
        order = self.order(state=OrderState.CLOSED)
        self.assertContains(self.client.get(home), f'"{address}"')
        page = self.client.get(reverse("supervision_ours"), {"part": "ended"})
        self.assertEqual([row.order for row in page.context["rows"]], [order])
        self.assertContains(page, "结束")

    def test_empty_lists_say_so(self):
        page = self.client.get(reverse("supervision_desk"))
        self.assertContains(page, "这一栏没有督办单。")
        self.assertContains(page, "没有会变成督办单的逾期事项。")


class IssuingTests(ScreenCase):
    def issue(self, **fields):
        sent = {"unit": "河源水务", "grounds": "两次电话无人接听。", "working_days": "3", **fields}
        return self.client.post(reverse("supervision_issue"), sent)

    def test_one_about_a_private_concern_keeps_no_word_of_it(self):
        concern = ConcernFactory(unit=self.unit, subject="密语", text="密语密语")
        self.issue(about=concern.number)
        facts = SupervisionOrder.objects.get().facts
        self.assertEqual((facts["concern"], facts["unit"]), (concern.number, "河源水务"))
        self.assertNotIn("密语", str(facts))
        self.assertNotIn("public_link", facts)

    def test_one_about_a_public_post(self):
        post = PostFactory(unit=self.unit)
        self.issue(about=f"https://hall.example{post.url}")
        self.assertEqual(SupervisionOrder.objects.get().facts["post"], post.pk)

    def test_one_for_the_hall_desk(self):
        self.issue(unit="", is_for_desk="on")
        self.assertIsNone(SupervisionOrder.objects.get().unit)

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self):
        for fields in [
            {"unit": ""},
            {"is_for_desk": "on"},
            {"unit": "没有这个单位"},
            {"grounds": " "},
            {"about": "20990101-0001"},
            {"about": "http://["},
            {"working_days": "0"},
            {"working_days": "9" * 40},
        ]:
            with self.subTest(fields):
                page = self.issue(**{"demand": "请三日内整改", **fields})
                self.assertContains(page, "请三日内整改")
                self.assertFalse(SupervisionOrder.objects.exists())

    def test_an_inspector_of_the_unit_is_refused_with_the_reason(self):
        add_member(team=Team.objects.get(unit=self.unit, role=Role.EDITOR), user=self.inspector)
        self.assertContains(self.issue(), "请由别的督查员办理")
        self.assertFalse(SupervisionOrder.objects.exists())


class ReportingTests(ScreenCase):
    def test_words_and_files_survive_an_error(self):
        order = self.order()
        page = self.post(order, self.speaker, action="report", text=" ", files=[picture()])
        self.assertContains(page, "现场.png")
        self.assertEqual(OrderFile.objects.get().event, None)
        bad = SimpleUploadedFile("证明.pdf", b"MZ")
        page = self.post(order, self.speaker, action="report", text="已经整改", files=[bad])
        self.assertContains(page, "已经整改")
        self.assertContains(page, "证明.pdf")
        order.refresh_from_db()
        self.assertTrue(order.is_owed())
        pdf = SimpleUploadedFile("证明.pdf", b"%PDF-1.7")
        self.post(order, self.speaker, action="report", text="已经整改", files=[pdf])
        self.assertEqual(OrderFile.objects.filter(event__kind="reported").count(), 2)
        order.refresh_from_db()
        self.assertEqual(order.state, OrderState.REPORTED)

    def test_a_kept_file_can_be_left_out(self):
        order = self.order()
        self.post(order, self.speaker, action="report", text="", files=[picture()])
        key = OrderFile.objects.get().pk
        self.post(order, self.speaker, action="report", text="已经整改", without=[key])
        self.assertFalse(OrderFile.objects.exists())

    def test_more_files_than_fit_are_refused(self):
        order = self.order()
        files = [SimpleUploadedFile(f"{n}.pdf", b"%PDF-") for n in range(10)]
        page = self.post(order, self.speaker, action="report", text="已经整改", files=files)
        self.assertContains(page, "最多可附9个文件")
        self.assertEqual(OrderFile.objects.count(), 9)

    def test_files_are_for_those_who_read_the_order(self):
        order = self.order()
        self.post(order, self.speaker, action="report", text="", files=[picture()])
        address = reverse("supervision_file", args=[OrderFile.objects.get().pk])
        stranger = MemberFactory(UnitFactory(), Role.REVIEWER)
        for sent, expected in [
            (False, {self.speaker: 200, self.inspector: 404}),
            (True, {self.inspector: 200}),
        ]:
            if sent:
                self.post(order, self.speaker, action="report", text="已经整改")
            for person, status in {**expected, stranger: 302}.items():
                with self.subTest(sent=sent, person=person):
                    self.client.force_login(person)
                    answer = self.client.get(address)
                    self.assertEqual(answer.status_code, status)
        self.client.force_login(self.inspector)
        answer = self.client.get(address)
        self.assertIn("no-store", answer["Cache-Control"])

    def test_others_of_the_unit_do_not_report(self):
        order = self.order()
        for role in (Role.EDITOR, Role.LIAISON, Role.ORGANISER):
            self.post(order, MemberFactory(self.unit, role), action="report", text="已经整改")
        order.refresh_from_db()
        self.assertEqual(order.state, OrderState.ISSUED)


class DecidingTests(ScreenCase):
    def test_the_whole_way_over_the_screens(self):
        order = self.order()
        self.assertContains(self.post(order, self.speaker, action="acknowledge"), "督查员已能看到签收")
        self.post(order, self.speaker, action="report", text="已经整改")
        back = {"return-reason": "请附照片", "return-working_days": "2"}
        self.post(order, self.inspector, action="return", **back)
        self.post(order, self.speaker, action="report", text="附上照片")
        page = self.post(order, self.inspector, action="accept", **{"accept-words": "很好"})
        self.assertContains(page, "报告已通过")
        order.refresh_from_db()
        self.assertEqual(order.state, OrderState.CLOSED)
        kinds = list(order.events.values_list("kind", flat=True))
        self.assertEqual(kinds, ["issued", "acknowledged", "reported", "returned", "reported", "accepted"])

    def test_buttons_stand_only_where_they_work(self):
        order = self.order(state=OrderState.REPORTED)
        names = {form.name for form in self.client.get(order.get_absolute_url()).context["actions"]}
        self.assertEqual(names, {"accept", "return", "cancel", "record"})
        for person in (self.speaker, CityOfficeFactory()):
            self.client.force_login(person)
            self.assertEqual(self.client.get(order.get_absolute_url()).context["actions"], [])

    def test_a_decision_of_somebody_quicker_is_told(self):
        order = self.order(state=OrderState.CLOSED)
        page = self.post(
            order, self.inspector, action="return", **{"return-reason": "请补充", "return-working_days": 2}
        )
        self.assertContains(page, "这张督办单已办结")

    def test_a_record_is_made_from_the_order(self):
        order = self.order()
        sent = {
            "concerned": "person",
            "person": self.speaker.pk,
            "decision": "talk",
            "basis": "《督办办法》第九条",
            "decided_on": timezone.localdate().isoformat(),
        }
        self.post(
            order, self.inspector, action="record", **{f"record-{key}": value for key, value in sent.items()}
        )
        self.assertEqual(order.records.get().person, self.speaker)

    def test_the_printed_page(self):
        order = self.order(state=OrderState.CLOSED)
        page = self.client.get(reverse("supervision_order_print", args=[order.pk]))
        self.assertContains(page, order.number)
        self.assertContains(page, "已经答复，并安排了专人每天查看。")
        self.client.force_login(MemberFactory(UnitFactory(), Role.REVIEWER))
        self.assertNotEqual(self.client.get(page.request["PATH_INFO"]).status_code, 200)
