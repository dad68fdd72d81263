"""Every verb at every state, and everybody at every verb: what is not in these tables is refused."""

from django.test import TestCase

from hall.supervision.accountability.permissions import why_not_add_record
from hall.supervision.enums import OrderState
from hall.supervision.inspectors import why_not_change_rules, why_not_inspect
from hall.supervision.models import AccountabilityRecord, OrderEvent, SupervisionOrder
from hall.supervision.orders import permissions, services
from hall.supervision.orders.files import keep_files
from hall.supervision.orders.graph import GRAPH
from portal.accounts.models import User
from portal.core.refusals import Refused
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    HallDeskFactory,
    InspectorFactory,
    LanePersonFactory,
    MemberFactory,
    OrderFactory,
    RecordFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.supervision import ISSUED_AT
from units.enums import UNIT_ROLES, Role
from units.models import Team
from units.services import add_member

OWED = ("issued", "acknowledged", "returned")
# Where each verb leads, by where an order stands; everywhere else it is refused.
LEADS = {
    "acknowledge": {"issued": "acknowledged"},
    "keep_file": {state: state for state in OWED},
    "report": dict.fromkeys(OWED, "reported"),
    "accept": {"reported": "closed"},
    "return_report": {"reported": "returned"},
    "cancel": dict.fromkeys((*OWED, "reported"), "cancelled"),
    "escalate": {state: state for state in OWED},
    "add_record": {state: state for state in (*OWED, "reported", "closed")},
}
ASKS = {
    "acknowledge": permissions.why_not_acknowledge,
    "keep_file": permissions.why_not_keep_file,
    "report": permissions.why_not_report,
    "accept": permissions.why_not_accept,
    "return_report": permissions.why_not_return_report,
    "cancel": permissions.why_not_cancel,
    "add_record": why_not_add_record,
}
UNITS_VERBS = {"acknowledge", "keep_file", "report"}
INSPECTORS_VERBS = set(ASKS) - UNITS_VERBS


def use(verb, order, person):
    given = {"order_id": order.pk, "now": ISSUED_AT}
    acting = {**given, "user": person}
    calls = {
        "acknowledge": lambda: services.acknowledge(**acting),
        "keep_file": lambda: keep_files(files=[], **acting),
        "report": lambda: services.report(text="已经整改。", **acting),
        "accept": lambda: services.accept_report(**acting),
        "return_report": lambda: services.return_report(reason="请补充", working_days=2, **acting),
        "cancel": lambda: services.cancel_order(reason="依据有误", **acting),
        "add_record": lambda: RecordFactory(order=order, by=person),
    }
    return calls[verb]()


class GraphTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.inspector, cls.unit = InspectorFactory(), UnitFactory()
        cls.speaker = MemberFactory(cls.unit, Role.REVIEWER)

    def test_the_table_is_the_graph(self):
        for verb, step in GRAPH.items():
            leads = {state.value: (step.to or state).value for state in step.since}
            self.assertEqual(leads, LEADS[verb], verb)

    def test_every_verb_at_every_state(self):
        for verb in ASKS:
            for state in OrderState:
                with self.subTest(verb=verb, state=state):
                    order = OrderFactory(unit=self.unit, state=state, by=self.inspector)
                    lines = OrderEvent.objects.filter(order=order).count()
                    person = self.speaker if verb in UNITS_VERBS else self.inspector
                    expected = LEADS[verb].get(state)
                    if expected:
                        use(verb, order, person)
                    else:
                        with self.assertRaises(Refused):
                            use(verb, order, person)
                    order.refresh_from_db()
                    self.assertEqual(order.state, expected or state)
                    written = OrderEvent.objects.filter(order=order).count() - lines
                    self.assertEqual(written, int(bool(expected) and verb != "keep_file"))


class WhoMayTests(TestCase):
    """Roles and verbs: one order of a unit and one of the hall desk."""

    @classmethod
    def setUpTestData(cls):
        cls.above = UnitFactory()
        cls.unit, cls.other = UnitFactory(parent=cls.above), UnitFactory()
        cls.people = {
            "inspector": InspectorFactory(),
            "office": CityOfficeFactory(),
            "desk": HallDeskFactory(),
            "lane": LanePersonFactory(),
            "superuser": UserFactory(superuser=True),
            "citizen": CitizenFactory(),
            "above": MemberFactory(cls.above, Role.REVIEWER),
            "other": MemberFactory(cls.other, Role.REVIEWER),
            **{role.value: MemberFactory(cls.unit, role) for role in UNIT_ROLES},
        }
        inspectors = Team.objects.get(role=Role.INSPECTOR)
        for role in UNIT_ROLES:
            cls.people[f"inspector, {role}"] = MemberFactory(cls.unit, role)
            add_member(team=inspectors, user=cls.people[f"inspector, {role}"])
        cls.people["inspector above"] = MemberFactory(cls.above, Role.EDITOR)
        cls.people["inspector elsewhere"] = MemberFactory(cls.other, Role.EDITOR)
        cls.people["inspector at the desk"] = HallDeskFactory()
        for name in ("inspector above", "inspector elsewhere", "inspector at the desk"):
            add_member(team=inspectors, user=cls.people[name])

    def who_may(self, orders, verbs):
        """Return the names of those whom no verb refuses, each asked at an order where it leads somewhere."""
        found = set()
        for name, person in self.people.items():
            answers = {bool(ASKS[verb](person, order)) for verb in verbs for order in orders[verb]}
            self.assertEqual(len(answers), 1, f"{name} may do some of {verbs}")
            found |= {name} if answers == {False} else set()
        return found

    def orders(self, **where):
        return {
            verb: [OrderFactory(state=state, by=self.people["inspector"], **where) for state in LEADS[verb]]
            for verb in ASKS
        }

    def test_orders_of_a_unit(self):
        orders = self.orders(unit=self.unit)
        self.assertEqual(
            self.who_may(orders, INSPECTORS_VERBS),
            {"inspector", "inspector elsewhere", "inspector at the desk"},
        )
        self.assertEqual(
            self.who_may(orders, UNITS_VERBS), {Role.REVIEWER.value, "above", f"inspector, {Role.REVIEWER}"}
        )

    def test_orders_of_the_hall_desk(self):
        orders = self.orders(is_desks=True)
        inspecting = {name for name in self.people if name.startswith("inspector")}
        self.assertEqual(self.who_may(orders, INSPECTORS_VERBS), inspecting - {"inspector at the desk"})
        self.assertEqual(self.who_may(orders, UNITS_VERBS), {"desk", "superuser", "inspector at the desk"})

    def test_who_sees_an_order(self):
        ours = OrderFactory(unit=self.unit, by=self.people["inspector"])
        desks = OrderFactory(is_desks=True, by=self.people["inspector"])
        seeing = {"inspector", "office", "inspector elsewhere", "inspector at the desk"}
        units = {Role.REVIEWER.value, "above", f"inspector, {Role.REVIEWER}"}
        inspecting = {name for name in self.people if name.startswith("inspector")}
        for order, expected in [
            (ours, seeing | units),
            (desks, inspecting | {"office", "desk", "superuser"}),
        ]:
            for name, person in self.people.items():
                with self.subTest(name, order=order.unit_name):
                    sees = not permissions.why_not_see(person, order)
                    self.assertEqual(sees, name in expected)
                    in_list = SupervisionOrder.objects.seen_by(person).filter(pk=order.pk).exists()
                    self.assertEqual(in_list, sees)

    def test_nobody_who_is_watched_changes_a_rule(self):
        may = {name for name, person in self.people.items() if not why_not_change_rules(person)}
        self.assertEqual(may, {"inspector", "office"})

    def test_a_verb_refuses_what_the_button_refuses(self):
        order = OrderFactory(unit=self.unit, state=OrderState.REPORTED, by=self.people["inspector"])
        for verb in ("accept", "return_report", "cancel", "add_record"):
            for name in (f"inspector, {Role.EDITOR}", "office", "superuser"):
                with self.subTest(verb, person=name), self.assertRaises(Refused):
                    use(verb, order, self.people[name])

    def test_an_inspector_who_leaves_is_none_any_more(self):
        self.people["inspector"].is_active = False
        self.assertTrue(why_not_inspect(self.people["inspector"], self.unit))


class JoiningLaterTests(TestCase):
    """Whoever inspects and works for a unit is asked at each act, whichever team came first."""

    def setUp(self):
        self.unit, self.inspector = UnitFactory(), InspectorFactory()
        self.other = UnitFactory()

    def orders(self, by):
        return [OrderFactory(unit=unit, state=OrderState.REPORTED, by=by) for unit in (self.unit, self.other)]

    def may_judge(self, person, orders):
        """Return whether `person`, as of the next request, is refused nothing about each order."""
        person = User.objects.get(pk=person.pk)
        return [not permissions.why_not_accept(person, order) for order in orders]

    def test_an_inspector_who_joins_the_unit_judges_it_no_more(self):
        orders = self.orders(self.inspector)
        self.assertEqual(self.may_judge(self.inspector, orders), [True, True])
        for role in UNIT_ROLES:
            with self.subTest(role):
                team = Team.objects.get(unit=self.unit, role=role)
                add_member(team=team, user=self.inspector)
                self.assertEqual(self.may_judge(self.inspector, orders), [False, True])
                joined = User.objects.get(pk=self.inspector.pk)
                for verb in ("accept", "return_report", "cancel", "add_record"):
                    with self.assertRaises(Refused):
                        use(verb, orders[0], joined)
                with self.assertRaises(Refused):
                    OrderFactory(unit=self.unit, by=joined)
                team.group.user_set.remove(self.inspector)
                self.assertEqual(self.may_judge(self.inspector, orders), [True, True])

    def test_one_of_the_unit_who_becomes_an_inspector_judges_others_only(self):
        for role in UNIT_ROLES:
            with self.subTest(role):
                member = MemberFactory(self.unit, role)
                orders = self.orders(self.inspector)
                self.assertEqual(self.may_judge(member, orders), [False, False])
                add_member(team=Team.objects.get(role=Role.INSPECTOR), user=member)
                self.assertEqual(self.may_judge(member, orders), [False, True])

    def test_who_issued_and_then_joined_neither_changes_the_rules_nor_takes_the_record_away(self):
        order = OrderFactory(unit=self.unit, by=self.inspector)
        RecordFactory(order=order, by=self.inspector)
        add_member(team=Team.objects.get(unit=self.unit, role=Role.EDITOR), user=self.inspector)
        joined = User.objects.get(pk=self.inspector.pk)
        self.assertTrue(why_not_change_rules(joined))
        self.assertFalse(AccountabilityRecord.objects.seen_by(joined).exists())
