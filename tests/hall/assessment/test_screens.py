"""The screens of the desk and of a unit: what each sees, who is refused, and that every number opens its facts."""

from django.test import TestCase
from django.urls import reverse

from hall.assessment.enums import AppealState, DeedState, MonthState
from hall.assessment.models import Appeal, AssessedMonth, GoodDeed, Incident, Scheme
from hall.assessment.presets import INFLUENCE, INSPECTION
from tests.factories import ConcernFactory, HallDeskFactory, MemberFactory, PostFactory, UserFactory
from tests.hall.assessment.months import MonthWalk, OldUnitFactory, at, talkative
from units.enums import Role

SECRET = "家里的事不想让人知道"
PLAIN = [
    *("name", "method", "least_weight", "silent_days", "unanswered_calls", "bonus_each", "bonus_most"),
    *("per_person", "new_for_days", "new_per_page", "same_percent", "appeal_days"),
]


class ScreenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        talkative(cls.unit)
        ConcernFactory(unit=cls.unit, received_at=at(9), subject=SECRET, text=SECRET)
        cls.speaker = MemberFactory(cls.unit, Role.REVIEWER)
        cls.walk = MonthWalk()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.walk.compute()

    def url(self, name, *args):
        return reverse(f"assessment_{name}", args=args)

    def card_url(self, unit=None):
        return self.url("card", "2026-11", (unit or self.unit).code)

    def as_desk(self):
        self.client.force_login(self.walk.desk)

    def as_unit(self):
        self.client.force_login(self.speaker)

    def test_the_desk_computes_checks_and_announces(self):
        AssessedMonth.objects.all().delete()
        self.as_desk()
        with self.captureOnCommitCallbacks(execute=True):
            response = self.client.post(reverse("assessment"), {"action": "compute", "month": "2026-10"})
        month = self.url("month", "2026-10")
        self.assertRedirects(response, month)
        for action in ("check", "announce"):
            self.client.post(month, {"action": action})

        self.assertEqual(AssessedMonth.objects.get().state, MonthState.ANNOUNCED)

    def test_a_month_to_come_is_refused_in_words(self):
        self.as_desk()
        response = self.client.post(
            reverse("assessment"), {"action": "compute", "month": "2999-01"}, follow=True
        )

        self.assertContains(response, "月份结束后才能计算")

    def test_what_is_no_month_comes_back(self):
        self.as_desk()
        response = self.client.post(reverse("assessment"), {"action": "compute", "month": "十一月"})

        self.assertContains(response, "请这样填写月份")

    def test_progress_is_told_to_who_asks(self):
        self.as_desk()
        told = self.client.get(self.url("progress", "2026-11")).json()

        self.assertEqual(told, {"done": 2, "total": 2, "is_computing": False})

    def test_a_unit_sees_its_own_card_once_it_is_announced_and_no_other(self):
        self.as_unit()
        self.assertNotEqual(self.client.get(self.card_url()).status_code, 200)
        self.walk.announce()

        self.assertContains(self.client.get(reverse("assessment")), "河源水务")
        self.assertContains(self.client.get(self.card_url()), "按时答复率")
        self.assertNotEqual(self.client.get(self.card_url(self.other)).status_code, 200)
        for name in ("month", "progress"):
            self.assertNotEqual(self.client.get(self.url(name, "2026-11")).status_code, 200)

    def test_strangers_see_nothing(self):
        self.client.force_login(UserFactory())

        self.assertNotEqual(self.client.get(reverse("assessment")).status_code, 200)

    def test_every_number_opens_its_facts_and_none_says_a_citizens_word(self):
        self.as_desk()
        card = self.walk.card(self.unit)
        for subject in [
            *(line.indicator for line in card.lines.all()),
            "good_deeds",
            "silent",
            "no_answers",
            "incident",
        ]:
            with self.subTest(subject):
                page = self.client.get(self.url("facts", "2026-11", self.unit.code, subject))
                self.assertEqual(page.status_code, 200)
                self.assertNotContains(page, SECRET)
        late = self.unit.concerns.get(subject=SECRET)
        page = self.client.get(self.url("facts", "2026-11", self.unit.code, "answered_in_time"))
        self.assertContains(page, late.number)
        self.assertContains(page, "没有按时")
        self.assertEqual(
            self.client.get(self.url("facts", "2026-11", self.unit.code, "nothing")).status_code, 404
        )

    def test_the_facts_of_every_indicator_can_be_read(self):
        Scheme.objects.filter(name=INSPECTION).update(valid_from=None)
        Scheme.objects.filter(name=INFLUENCE).update(valid_from="2026-01-01")
        AssessedMonth.objects.all().delete()
        with self.captureOnCommitCallbacks(execute=True):
            self.walk.compute()
        self.as_desk()
        for line in self.walk.card(self.unit).lines.all():
            with self.subTest(line.indicator):
                address = self.url("facts", "2026-11", self.unit.code, line.indicator)
                self.assertEqual(self.client.get(address).status_code, 200)

    def test_a_spokesperson_appeals_and_the_desk_grants(self):
        # Between these two moments nothing of the month may depend on the clock.
        self.walk.announce()
        AssessedMonth.objects.update(appeals_until="2999-01-01")
        self.as_unit()
        self.client.post(
            self.card_url(), {"action": "appeal", "subject": "answered_in_time", "words": "当天已转办。"}
        )
        appeal = Appeal.objects.get()
        self.as_desk()
        given = {"in_time": "5", "owed": "5", "reason": "属实。", "action": "grant"}
        self.client.post(self.url("appeal", appeal.pk), given)

        appeal.refresh_from_db()
        self.assertEqual(appeal.state, AppealState.UPHELD)
        self.as_unit()
        page = self.client.get(self.card_url())
        self.assertContains(page, "6 → <strong>5</strong>")
        self.assertContains(page, "属实。")

    def test_numbers_that_cannot_be_come_back_in_words(self):
        self.as_desk()
        address = self.url("facts", "2026-11", self.unit.code, "answered_in_time")
        given = {"in_time": "9", "owed": "5", "reason": "写错了", "action": "correct"}

        self.assertContains(self.client.post(address, given, follow=True), "不能多于")

    def test_an_incident_is_written_down_and_taken_back(self):
        self.as_desk()
        given = {"happened_on": "2026-11-08", "grounds": "未经核实的停课消息", "action": "note"}
        self.client.post(self.card_url(), given)
        incident = Incident.objects.get()
        self.client.post(
            self.card_url(), {"incident": incident.pk, "reason": "查无此事", "action": "take_back"}
        )
        incident.refresh_from_db()

        self.assertEqual((incident.unit, incident.why_taken_back), (self.unit, "查无此事"))

    def test_the_table_is_the_desks(self):
        address = self.url("export", "2026-11", "xlsx")
        self.as_unit()
        self.assertNotEqual(self.client.get(address).status_code, 200)
        self.as_desk()
        self.assertEqual(self.client.get(address).status_code, 200)


class DeedScreenTests(TestCase):
    def test_an_editor_marks_the_desk_confirms_and_the_post_says_so(self):
        unit = OldUnitFactory()
        post = PostFactory(unit=unit)
        self.client.force_login(MemberFactory(unit))
        self.client.post(
            reverse("assessment_mark_deed", args=[post.pk]), {"words": "修好三十盏路灯", "action": "mark"}
        )
        deed = GoodDeed.objects.get()
        self.assertNotContains(self.client_class().get(post.url), "修好三十盏路灯")
        self.client.force_login(HallDeskFactory())
        self.assertContains(self.client.get(reverse("assessment_deeds")), "修好三十盏路灯")
        self.client.post(reverse("assessment_deeds"), {"deed": deed.pk, "action": "confirm"})
        deed.refresh_from_db()

        self.assertEqual(deed.state, DeedState.CONFIRMED)
        self.assertContains(self.client_class().get(post.url), "修好三十盏路灯")

    def test_another_unit_does_neither(self):
        post = PostFactory(unit=OldUnitFactory())
        self.client.force_login(MemberFactory(OldUnitFactory()))

        self.assertNotEqual(self.client.get(reverse("assessment_mark_deed", args=[post.pk])).status_code, 200)


class SchemeScreenTests(TestCase):
    def setUp(self):
        self.scheme = Scheme.objects.get(name=INFLUENCE)
        self.client.force_login(HallDeskFactory())
        self.url = reverse(Scheme.snippet_viewset.get_url_name("edit"), args=[self.scheme.pk])

    def fields(self, **changed):
        scheme = self.scheme
        weights = list(scheme.weights.all())
        data = {
            **{name: getattr(scheme, name) for name in PLAIN},
            "valid_from": "",
            "valid_to": "",
            "vetoes_incidents": "on",
            "weights-TOTAL_FORMS": len(weights),
            "weights-INITIAL_FORMS": len(weights),
            "weights-MIN_NUM_FORMS": 1,
            "weights-MAX_NUM_FORMS": 1000,
        }
        for place, row in enumerate(weights):
            for name in ("id", "indicator", "weight", "floor", "target", "least"):
                data[f"weights-{place}-{name}"] = getattr(row, name)
            data[f"weights-{place}-ORDER"] = place
        return {**data, **changed}

    def test_the_desk_changes_a_scheme(self):
        self.client.post(self.url, self.fields(silent_days=10))

        self.scheme.refresh_from_db()
        self.assertEqual(self.scheme.silent_days, 10)

    def test_weights_that_do_not_make_a_hundred_come_back_with_their_sum(self):
        response = self.client.post(self.url, self.fields(**{"weights-0-weight": "12.5"}))

        self.assertContains(response, "各项权重加起来是 102.5")

    def test_a_used_scheme_says_that_it_stays(self):
        AssessedMonth.objects.create(first_day="2026-11-01", scheme=self.scheme, begun_at=at(1, month=12))
        response = self.client.post(self.url, self.fields(silent_days=10))

        self.assertContains(response, "请复制一份")

    def test_a_copy_follows(self):
        inspection = Scheme.objects.get(name=INSPECTION)
        address = reverse("assessment_following_scheme", args=[inspection.pk])
        self.client.post(address, {"month": "2027-01", "action": "copy"})

        self.assertEqual(Scheme.objects.filter(valid_from="2027-01-01").count(), 1)
        self.client.force_login(MemberFactory(OldUnitFactory(), Role.REVIEWER))
        self.assertNotEqual(self.client.get(address).status_code, 200)
