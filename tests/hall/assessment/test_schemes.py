"""Schemes as data: what they must be, and that a used one stays."""

from datetime import date
from decimal import Decimal

from django.test import TestCase

from hall.assessment.calendar_month import Month
from hall.assessment.models import AssessedMonth, Scheme, SchemeWeight
from hall.assessment.presets import INFLUENCE, INSPECTION, ensure_schemes
from hall.assessment.services import succeed_scheme
from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, UserFactory
from tests.hall.assessment.months import AFTERWARDS, NOVEMBER


class SchemeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.inspection = Scheme.objects.get(name=INSPECTION)
        cls.influence = Scheme.objects.get(name=INFLUENCE)
        cls.desk = HallDeskFactory()

    def use(self, scheme):
        AssessedMonth.objects.create(first_day=NOVEMBER.first_day, scheme=scheme, begun_at=AFTERWARDS)

    def test_shipped_schemes_are_laid_in_once_and_never_again(self):
        self.inspection.name = "市里的考核"
        self.inspection.save()
        ensure_schemes()

        self.assertEqual(Scheme.objects.count(), 2)

    def test_one_scheme_is_in_force_in_a_month(self):
        self.assertEqual(list(Scheme.objects.in_force(NOVEMBER)), [self.inspection])

    def test_two_in_one_month_are_refused(self):
        self.influence.valid_from = date(2026, 11, 1)

        with self.assertRaisesMessage(Refused, f"已经在用“{INSPECTION}”"):
            self.influence.save()

    def test_one_after_the_other_is_allowed(self):
        self.inspection.valid_to = date(2026, 10, 31)
        self.inspection.save()
        self.influence.valid_from = date(2026, 11, 1)
        self.influence.save()

        self.assertEqual(Scheme.objects.in_force(NOVEMBER).get(), self.influence)
        self.assertEqual(Scheme.objects.in_force(NOVEMBER.before).get(), self.inspection)

    def test_a_scheme_is_in_force_for_whole_months(self):
        for first, last, said in [
            (date(2027, 1, 2), None, "第一天"),
            (date(2027, 1, 1), date(2027, 1, 30), "最后一天"),
            (None, date(2027, 1, 31), "生效日期"),
        ]:
            with self.subTest(said), self.assertRaisesMessage(Refused, said):
                self.influence.valid_from, self.influence.valid_to = first, last
                self.influence.save()

    def test_weights_that_do_not_make_a_hundred_are_told_what_they_make(self):
        weight = self.inspection.weights.get(indicator="rating")
        weight.weight = Decimal("7.5")
        weight.save()

        self.assertEqual(
            Scheme.objects.get(pk=self.inspection.pk).why_not_compute(),
            "各项权重加起来是 97.5，应当正好是 100。",
        )

    def test_a_used_scheme_stays_as_it_is(self):
        self.use(self.inspection)
        self.inspection.silent_days = 20

        with self.assertRaisesMessage(Refused, "复制一份"):
            self.inspection.save()

    def test_neither_do_the_weights_of_a_used_scheme_change(self):
        self.use(self.inspection)
        scheme = Scheme.objects.get(pk=self.inspection.pk)
        scheme.weights.remove(scheme.weights.first())

        with self.assertRaises(Refused):
            scheme.save()

    def test_a_used_scheme_ends_no_earlier_than_the_month(self):
        self.use(self.inspection)
        for last, is_allowed in [(date(2026, 10, 31), False), (date(2026, 11, 30), True)]:
            with self.subTest(last):
                self.inspection.valid_to = last
                if is_allowed:
                    self.inspection.save()
                else:
                    self.assertRaises(Refused, self.inspection.save)

    def test_a_copy_follows_it_from_a_month_on(self):
        self.use(self.inspection)
        copy = succeed_scheme(scheme_id=self.inspection.pk, month=Month(2027, 1), user=self.desk)

        self.inspection.refresh_from_db()
        self.assertEqual(self.inspection.valid_to, date(2026, 12, 31))
        self.assertEqual(copy.valid_from, date(2027, 1, 1))
        self.assertEqual(copy.rules(), self.inspection.rules())
        self.assertEqual(SchemeWeight.objects.filter(scheme=self.inspection).count(), 5)
        copy.silent_days = 20
        copy.save()

    def test_a_copy_of_a_month_that_was_computed_is_refused(self):
        self.use(self.inspection)

        with self.assertRaisesMessage(Refused, "已经算过"):
            succeed_scheme(scheme_id=self.inspection.pk, month=NOVEMBER, user=self.desk)
        with self.assertRaisesMessage(Refused, "值班室"):
            succeed_scheme(scheme_id=self.inspection.pk, month=Month(2027, 1), user=UserFactory())
