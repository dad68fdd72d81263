"""Two sweeps and two people at the same moment: there is one of everything. On PostgreSQL the rows decide it."""

from datetime import timedelta
from threading import Barrier, Thread

from django.db import connection
from django.test import TransactionTestCase

from hall.supervision.enums import OrderEventKind, OrderState
from hall.supervision.models import OrderEvent, Sighting, SupervisionOrder, WatchRule
from hall.supervision.orders.services import accept_report, return_report
from hall.supervision.rules import complete_rules
from hall.supervision.sweep import sweep
from home.services import ensure_portal
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import ConcernFactory, InspectorFactory, MemberFactory, OrderFactory, UnitFactory
from tests.factories.concerns import ASKED_AT
from tests.factories.supervision import ISSUED_AT
from tests.fresh_start import FreshStart
from units.enums import Role

LATER = ASKED_AT + timedelta(days=30)


class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        ensure_portal()
        self.inspector = InspectorFactory()

    def at_once(self, *acts):
        """Do all of it at the same moment; return what was refused."""
        barrier, refused, broken = Barrier(len(acts)), [], []

        def run(act):
            barrier.wait()
            try:
                act()
            except Refused as reason:
                refused.append(reason)
            except Exception as error:
                broken.append(error)
            finally:
                connection.close()

        threads = [Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(broken, [])
        return refused

    def test_two_sweeps_make_one_of_everything(self):
        units = [UnitFactory() for _ in range(3)]
        for unit in units:
            MemberFactory(unit, Role.REVIEWER)
            ConcernFactory(unit=unit)
            ConcernFactory(unit=unit)
        complete_rules()
        WatchRule.objects.exclude(watch="overdue_concern").update(is_on=False)
        OrderFactory(unit=units[0], by=self.inspector, now=ISSUED_AT - timedelta(days=40))
        OutgoingMail.objects.all().delete()
        later = LATER + timedelta(seconds=1)
        self.at_once(lambda: sweep(LATER), lambda: sweep(later), lambda: sweep(LATER))
        self.assertEqual(Sighting.objects.filter(ended_at=None).count(), 6)
        numbers = sorted(SupervisionOrder.objects.values_list("sequence", flat=True))
        self.assertEqual(numbers, list(range(1, 8)))
        self.assertEqual(OrderEvent.objects.filter(kind=OrderEventKind.ESCALATED).count(), 1)
        # Each unit's own letter and one more about what is overdue; the inspector gets as many of each as there are
        # sweeps that had something to tell, and nothing twice.
        told = "".join(OutgoingMail.objects.filter(to=self.inspector.email).values_list("body", flat=True))
        for order in SupervisionOrder.objects.exclude(sighting=None):
            self.assertEqual(told.count(f"{order.number}，"), 1)

    def test_orders_by_hand_at_once_leave_no_gap(self):
        units = [UnitFactory() for _ in range(5)]
        self.at_once(*[lambda unit=unit: OrderFactory(unit=unit, by=self.inspector) for unit in units])
        numbers = sorted(SupervisionOrder.objects.values_list("sequence", flat=True))
        self.assertEqual(numbers, [1, 2, 3, 4, 5])

    def test_of_two_inspectors_one_decides(self):
        order, other = OrderFactory(state=OrderState.REPORTED, by=self.inspector), InspectorFactory()
        given = {"order_id": order.pk, "now": ISSUED_AT}
        refused = self.at_once(
            lambda: accept_report(user=self.inspector, **given),
            lambda: return_report(user=other, reason="请补充", working_days=2, **given),
        )
        self.assertEqual(len(refused), 1)
        decided = [OrderEventKind.ACCEPTED, OrderEventKind.RETURNED]
        self.assertEqual(OrderEvent.objects.filter(order=order, kind__in=decided).count(), 1)
