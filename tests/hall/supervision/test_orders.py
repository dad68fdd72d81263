from datetime import date, timedelta

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase

from hall.supervision.enums import OrderEventKind, OrderState
from hall.supervision.models import OrderEvent, SupervisionOrder
from hall.supervision.orders import services
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import (
    InspectorFactory,
    MemberFactory,
    OrderFactory,
    RecordFactory,
    SpecialDayFactory,
    UnitFactory,
)
from tests.factories.supervision import ISSUED_AT
from units.enums import Role
from units.services import rename_teams


class NumberTests(TestCase):
    def test_orders_of_a_year_are_numbered_without_a_gap(self):
        numbers = [OrderFactory().number for _ in range(3)]
        self.assertEqual(numbers, ["督〔2026〕1号", "督〔2026〕2号", "督〔2026〕3号"])

    def test_one_that_fails_leaves_no_gap(self):
        OrderFactory()
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            OrderFactory()
            raise ZeroDivisionError
        self.assertEqual(OrderFactory().sequence, 2)

    def test_a_new_year_begins_anew_at_midnight_in_the_city(self):
        last_hour = ISSUED_AT.replace(month=12, day=31, hour=15, minute=59)
        self.assertEqual(OrderFactory(now=last_hour).number, "督〔2026〕1号")
        self.assertEqual(OrderFactory(now=last_hour + timedelta(minutes=1)).number, "督〔2027〕1号")

    def test_a_number_is_given_once(self):
        order = OrderFactory()
        order.pk = None
        with self.assertRaises(IntegrityError), transaction.atomic():
            order.save(force_insert=True)


class WayTests(TestCase):
    def setUp(self):
        self.inspector, self.unit = InspectorFactory(), UnitFactory(title="河源水务")
        self.speaker = MemberFactory(self.unit, Role.REVIEWER)

    def order(self, **fields):
        return OrderFactory(unit=self.unit, by=self.inspector, **fields)

    def letters(self):
        return sorted(OutgoingMail.objects.values_list("to", flat=True))

    def test_the_deadline_passes_over_a_holiday(self):
        SpecialDayFactory(date=date(2026, 11, 26), kind="holiday", name="停工")
        self.assertEqual(self.order(working_days=2).due_on, date(2026, 11, 30))

    def test_the_unit_and_the_inspectors_hear_of_an_order_by_hand(self):
        self.order()
        self.assertLessEqual({self.speaker.email, self.inspector.email}, set(self.letters()))

    def test_a_report_goes_to_the_inspectors_and_the_decision_back_to_the_unit(self):
        order = self.order()
        OutgoingMail.objects.all().delete()
        services.report(order_id=order.pk, user=self.speaker, text="水管已经换好。", now=ISSUED_AT)
        self.assertEqual(self.letters(), [self.inspector.email])
        self.assertNotIn("水管", OutgoingMail.objects.get().body)
        OutgoingMail.objects.all().delete()
        services.accept_report(order_id=order.pk, user=self.inspector, now=ISSUED_AT)
        self.assertIn(self.speaker.email, self.letters())
        self.assertNotIn(self.inspector.email, self.letters())

    def test_a_report_given_back_has_a_new_deadline_counted_from_that_day(self):
        order = self.order(state=OrderState.REPORTED)
        SupervisionOrder.objects.update(escalated_at=ISSUED_AT)
        later = ISSUED_AT + timedelta(days=5)
        given = {"order_id": order.pk, "user": self.inspector, "now": later}
        order = services.return_report(reason="请附照片", working_days=2, **given)
        self.assertEqual(order.due_on, date(2026, 12, 2))
        self.assertIsNone(order.escalated_at)
        line = OrderEvent.objects.get(kind=OrderEventKind.RETURNED)
        self.assertEqual(line.facts, {"due_before": "2026-11-30", "due_on": "2026-12-02"})

    def test_words_are_asked_for(self):
        order = self.order()
        answering = {"order_id": order.pk, "user": self.speaker, "now": ISSUED_AT}
        for text in ("", " \n ", "长" * 3001):
            with self.subTest(text[:5]), self.assertRaises(Refused):
                services.report(text=text, **answering)
        services.report(text="好了", **answering)
        inspecting = {"order_id": order.pk, "user": self.inspector, "now": ISSUED_AT}
        with self.assertRaises(Refused):
            services.return_report(reason="", working_days=2, **inspecting)
        for days in (0, 31):
            with self.subTest(days), self.assertRaises(Refused):
                services.return_report(reason="请补充", working_days=days, **inspecting)
        with self.assertRaises(Refused):
            services.cancel_order(reason="  ", **inspecting)

    def test_one_with_a_record_behind_it_is_not_cancelled(self):
        order = self.order()
        RecordFactory(order=order, by=self.inspector)
        with self.assertRaises(Refused):
            services.cancel_order(order_id=order.pk, user=self.inspector, reason="依据有误", now=ISSUED_AT)

    def test_lines_are_written_once(self):
        self.order()
        with self.assertRaises(TypeError):
            OrderEvent.objects.update(words="别的话")
        with self.assertRaises(TypeError):
            OrderEvent.objects.first().save()

    def test_it_keeps_the_name_that_the_unit_had(self):
        order = self.order()
        self.unit.title = "源城水务"
        self.unit.save()
        rename_teams(unit=self.unit)
        order.refresh_from_db()
        self.assertEqual(order.unit_name, "河源水务")

    def test_a_unit_that_closed_keeps_its_orders_and_still_answers(self):
        order = self.order()
        self.unit.live = False
        self.unit.save()
        services.report(order_id=order.pk, user=self.speaker, text="已移交。", now=ISSUED_AT)
        order.refresh_from_db()
        self.assertEqual(order.state, OrderState.REPORTED)

    def test_letters_of_the_outbox_are_sent(self):
        with self.captureOnCommitCallbacks(execute=True):
            order = self.order()
            services.acknowledge(order_id=order.pk, user=self.speaker, now=ISSUED_AT)
            services.report(order_id=order.pk, user=self.speaker, text="好了", now=ISSUED_AT)
        self.assertIn(f"河源水务已就{order.number}提交报告", [message.subject for message in mail.outbox])
