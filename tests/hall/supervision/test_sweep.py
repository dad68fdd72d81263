from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern
from hall.supervision.enums import OrderEventKind
from hall.supervision.models import OrderEvent, Sighting, SupervisionOrder, WatchRule
from hall.supervision.orders.services import cancel_order, report
from hall.supervision.rules import complete_rules
from hall.supervision.sweep import sweep
from hall.supervision.watches.registry import WATCHES, Found, Watch
from portal.core.duties import DUTIES
from portal.core.models import OutgoingMail
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    InspectorFactory,
    MemberFactory,
    OrderFactory,
    UnitFactory,
)
from tests.factories.concerns import ASKED_AT
from units.enums import Role
from units.models import Team
from units.services import add_member

DAY = timedelta(days=1)
# Long after the deadline of every concern that the factory makes.
LATER = ASKED_AT + 30 * DAY


class SweepCase(TestCase):
    def setUp(self):
        self.unit, self.inspector = UnitFactory(title="河源水务"), InspectorFactory()
        self.speaker = MemberFactory(self.unit, Role.REVIEWER)
        complete_rules()
        # Units of tests have no posts; here only concerns are of interest.
        WatchRule.objects.exclude(watch="overdue_concern").update(is_on=False)
        self.rule = WatchRule.objects.filter(watch="overdue_concern")
        self.rule.update(tell_after=1, order_after=2, tells_spokespersons=True)

    def letters(self):
        """Return to whom letters went since the last time."""
        found = sorted(OutgoingMail.objects.values_list("to", flat=True))
        OutgoingMail.objects.all().delete()
        return found

    def concern(self, **fields):
        return ConcernFactory(unit=self.unit, **fields)

    def late_morning(self, concern, days):
        """Return eleven o'clock, so many days after the deadline."""
        due = concern.due_on
        return ASKED_AT.replace(year=due.year, month=due.month, day=due.day, hour=3) + days * DAY


class SightingTests(SweepCase):
    def test_it_is_told_then_ordered_each_once_however_often_the_sweep_runs(self):
        concern = self.concern()
        first, told, ordered = (self.late_morning(concern, days) for days in (1, 2, 3))
        for _again in range(2):
            sweep(first)
        sighting = Sighting.objects.get()
        self.assertEqual((sighting.unit, sighting.told_at), (self.unit, None))
        self.assertEqual(self.letters(), [])
        for _again in range(2):
            sweep(told)
        self.assertEqual(self.letters(), sorted([self.speaker.email, self.inspector.email]))
        self.assertFalse(SupervisionOrder.objects.exists())
        for _again in range(3):
            sweep(ordered)
        order = SupervisionOrder.objects.get()
        self.assertEqual((order.sighting, order.unit, order.issued_by), (sighting, self.unit, None))
        self.assertIn(concern.number, order.grounds)
        self.assertEqual(order.facts["watch"], "overdue_concern")
        self.assertEqual(self.letters(), sorted([self.speaker.email, self.inspector.email]))

    def test_it_ends_by_itself_and_the_order_stays(self):
        concern = self.concern()
        sweep(LATER)
        Concern.objects.filter(pk=concern.pk).update(
            state=ConcernState.ANSWERED, answered_at=LATER, first_answered_at=LATER
        )
        sweep(LATER + DAY)
        order = SupervisionOrder.objects.get()
        self.assertEqual(Sighting.objects.get().ended_at, LATER + DAY)
        self.assertTrue(order.is_owed())

    def test_after_days_off_everything_is_done_once_with_one_letter_for_all(self):
        for _ in range(3):
            self.concern()
        done = sweep(LATER)
        self.assertEqual(done.ordered, 3)
        self.assertEqual(self.letters(), sorted([self.speaker.email, self.inspector.email]))
        again = sweep(LATER + timedelta(minutes=10))
        self.assertEqual((again.ordered, again.letters), (0, 0))
        self.assertEqual(self.letters(), [])

    def test_a_concern_opened_again_is_a_new_matter_with_a_new_order(self):
        concern = self.concern()
        sweep(LATER)
        # It was answered, opened again and forgotten again while nothing swept.
        Concern.objects.filter(pk=concern.pk).update(reopened_times=1, state=ConcernState.REOPENED)
        sweep(LATER + DAY)
        self.assertEqual(SupervisionOrder.objects.count(), 2)
        self.assertEqual(Sighting.objects.standing().count(), 1)

    def test_an_order_on_wrong_grounds_does_not_come_again(self):
        self.concern()
        sweep(LATER)
        order = SupervisionOrder.objects.get()
        cancel_order(order_id=order.pk, user=self.inspector, reason="依据有误", now=LATER)
        sweep(LATER + DAY)
        self.assertEqual(SupervisionOrder.objects.count(), 1)

    def test_the_grounds_stay_as_they_were(self):
        concern = self.concern()
        sweep(LATER)
        grounds, facts = SupervisionOrder.objects.values_list("grounds", "facts").get()
        Concern.objects.filter(pk=concern.pk).update(due_on=concern.due_on - 3 * DAY)
        sweep(LATER + DAY)
        order = SupervisionOrder.objects.get()
        self.assertEqual((order.grounds, order.facts), (grounds, facts))
        self.assertNotEqual(Sighting.objects.get().facts["due_on"], facts["due_on"])

    def test_what_waits_at_the_desk_is_the_desks(self):
        desk = HallDeskFactory()
        ConcernFactory(state=ConcernState.RECEIVED)
        sweep(LATER)
        self.assertIsNone(SupervisionOrder.objects.get().unit)
        self.assertEqual(self.letters(), sorted([desk.email, self.inspector.email]))

    def test_letters_and_orders_hold_no_word_of_a_citizen(self):
        self.concern(subject="密语", text="密语密语")
        sweep(LATER)
        self.assertNotIn("密语", SupervisionOrder.objects.get().grounds)
        for mail in OutgoingMail.objects.all():
            self.assertNotIn("密语", mail.subject + mail.body)

    def test_an_inspector_of_the_unit_gets_no_letter_about_it(self):
        editor = MemberFactory(self.unit, Role.EDITOR)
        add_member(team=Team.objects.get(role=Role.INSPECTOR), user=editor)
        self.concern()
        ConcernFactory()
        sweep(LATER)
        (mail,) = OutgoingMail.objects.filter(to=editor.email)
        self.assertNotIn("河源水务", mail.body)

    def test_the_database_keeps_one_of_each_thing_that_stands(self):
        self.concern()
        sweep(LATER)
        sighting = Sighting.objects.get()
        sighting.pk = None
        with self.assertRaises(IntegrityError), transaction.atomic():
            sighting.save(force_insert=True)

    def test_a_unit_that_closed_is_still_answerable_for_what_it_left(self):
        self.concern()
        self.unit.live = False
        self.unit.save()
        sweep(LATER)
        self.assertEqual(SupervisionOrder.objects.get().unit, self.unit)


class RuleTests(SweepCase):
    def test_what_is_switched_off_ends_and_becomes_no_order(self):
        concern = self.concern()
        sweep(self.late_morning(concern, 1))
        self.rule.update(is_on=False)
        sweep(LATER)
        self.assertIsNotNone(Sighting.objects.get().ended_at)
        self.assertFalse(SupervisionOrder.objects.exists())

    def test_a_rule_without_orders_only_tells(self):
        concern = self.concern()
        sweep(self.late_morning(concern, 1))
        self.rule.update(order_after=None)
        sweep(LATER)
        self.assertFalse(SupervisionOrder.objects.exists())
        self.assertEqual(self.letters(), sorted([self.speaker.email, self.inspector.email]))

    def test_the_rule_says_who_is_told(self):
        desk, lead = HallDeskFactory(), MemberFactory(self.unit, Role.REVIEWER)
        Team.objects.filter(unit=self.unit, role=Role.REVIEWER).update(lead=lead)
        for fields, expected in [
            ({"tells_lead": True}, [lead]),
            ({"tells_desk": True}, [desk]),
            ({"tells_spokespersons": True}, [lead, self.speaker]),
            ({"tells_inspectors": True, "tells_lead": True}, [self.inspector, lead]),
        ]:
            with self.subTest(fields):
                nobody = dict.fromkeys(
                    ["tells_lead", "tells_desk", "tells_spokespersons", "tells_inspectors"], False
                )
                self.rule.update(**{**nobody, **fields}, order_after=None)
                Sighting.objects.all().delete()
                ConcernFactory(unit=self.unit)
                sweep(LATER)
                self.assertEqual(self.letters(), sorted(person.email for person in expected))

    def test_nothing_is_ordered_before_it_is_told(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.rule.update(tell_after=5, order_after=2)

    def test_another_floor_adds_a_watch_without_touching_these(self):
        unit = self.unit

        def find(now, calendar):
            yield Found("item 7", unit.pk, now - DAY * 9, {"level": "hot"})

        watch = Watch(
            "hot_item", "热点", "热点没有回应", find, lambda facts: "热点没有回应", {"order_after": 1}
        )
        self.addCleanup(WATCHES.pop, "hot_item")
        WATCHES["hot_item"] = watch
        self.assertEqual(sweep(LATER).ordered, 1)
        self.assertEqual(SupervisionOrder.objects.get().grounds, "热点没有回应")


class OverdueTests(SweepCase):
    def test_those_above_hear_once_for_each_deadline(self):
        above = UnitFactory()
        unit = UnitFactory(parent=above)
        lead, over = MemberFactory(unit, Role.REVIEWER), MemberFactory(above, Role.REVIEWER)
        orders = [OrderFactory(unit=unit, by=self.inspector) for _ in range(2)]
        Team.objects.filter(unit=unit, role=Role.REVIEWER).update(lead=lead)
        self.letters()
        self.assertEqual(sweep(ASKED_AT + 5 * DAY).escalated, 0)
        late = ASKED_AT + 6 * DAY
        self.assertEqual(sweep(late).escalated, 2)
        self.assertEqual(self.letters(), sorted([lead.email, over.email, self.inspector.email]))
        self.assertEqual(sweep(late + DAY).escalated, 0)
        self.assertEqual(self.letters(), [])
        self.assertEqual(OrderEvent.objects.filter(kind=OrderEventKind.ESCALATED).count(), 2)
        report(order_id=orders[0].pk, user=lead, text="好了", now=late)

    def test_above_the_desk_stands_the_city_office(self):
        office = CityOfficeFactory()
        OrderFactory(is_desks=True, by=self.inspector)
        self.letters()
        sweep(ASKED_AT + 6 * DAY)
        self.assertEqual(self.letters(), sorted([office.email, self.inspector.email]))


class CommandTests(SweepCase):
    def run_command(self, *arguments):
        out = StringIO()
        call_command("sweep", *arguments, stdout=out)
        return out.getvalue()

    def test_a_dry_run_keeps_nothing(self):
        self.concern(received_at=ASKED_AT - 300 * DAY)
        said = self.run_command("--dry-run")
        self.assertIn("1", said)
        self.assertFalse(Sighting.objects.exists() or SupervisionOrder.objects.exists())
        self.assertEqual(self.letters(), [])

    def test_it_does_what_the_duty_does(self):
        self.concern(received_at=ASKED_AT - 300 * DAY)
        self.run_command()
        self.assertEqual(SupervisionOrder.objects.count(), 1)
        DUTIES["supervision_sweep"].keep(LATER)
        self.assertEqual(SupervisionOrder.objects.count(), 1)


class CostTests(HouseAssertions, SweepCase):
    def test_a_sweep_without_news_costs_the_same_however_much_stands(self):
        self.rule.update(order_after=None)

        def make_and_settle():
            ConcernFactory(unit=self.unit)
            sweep(LATER)

        self.assertQueriesDoNotGrow(lambda: sweep(LATER), make_and_settle)

    def test_a_further_unit_costs_the_same_however_many_there_are(self):
        self.sweep_with_late_units(1)
        one, three, five = (self.sweep_with_late_units(many) for many in (1, 3, 5))

        self.assertEqual(five - three, three - one)

    def sweep_with_late_units(self, many):
        """Return how many queries a sweep takes that finds so many units late for the first time."""
        for _number in range(many):
            unit = UnitFactory()
            MemberFactory(unit, Role.REVIEWER)
            ConcernFactory(unit=unit)
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(sweep(LATER).ordered, many)
        return len(queries)
