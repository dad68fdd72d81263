"""Who changes the rules of the watches, and what the screen says."""

from django.urls import reverse
from wagtail.models import ModelLogEntry

from hall.supervision.models import WatchRule
from hall.supervision.rules import complete_rules
from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory
from tests.hall.supervision.test_order_screens import ScreenCase
from units.enums import Role
from units.models import Team
from units.services import add_member


class RuleScreenTests(ScreenCase):
    def setUp(self):
        super().setUp()
        complete_rules()
        self.rule = WatchRule.objects.get(watch="overdue_concern")
        view = WatchRule.snippet_viewset
        self.list, self.edit = view.get_url_name("list"), view.get_url_name("edit")

    def change(self, person, **fields):
        self.client.force_login(person)
        sent = {
            "is_on": "on",
            "measure": "days",
            "tell_after": 1,
            "order_after": 5,
            "order_days": 4,
            **fields,
        }
        return self.client.post(reverse(self.edit, args=[self.rule.pk]), sent)

    def test_inspectors_and_the_office_change_a_rule_with_a_history(self):
        for days, person in enumerate([self.inspector, CityOfficeFactory()], start=5):
            self.assertEqual(self.change(person, order_after=days).status_code, 302)
            self.rule.refresh_from_db()
            self.assertEqual(self.rule.order_after, days)
        self.assertEqual(ModelLogEntry.objects.filter(action="wagtail.edit").count(), 2)

    def test_those_who_are_watched_do_not(self):
        conflicted = MemberFactory(self.unit, Role.EDITOR)
        add_member(team=Team.objects.get(role=Role.INSPECTOR), user=conflicted)
        for person in (self.speaker, HallDeskFactory(), conflicted):
            with self.subTest(person):
                self.change(person)
                self.rule.refresh_from_db()
                self.assertEqual(self.rule.order_after, 2)
                self.assertNotEqual(self.client.get(reverse(self.list)).status_code, 200)

    def test_nobody_adds_or_deletes_one(self):
        view = WatchRule.snippet_viewset
        for address in (
            reverse(view.get_url_name("add")),
            reverse(view.get_url_name("delete"), args=[self.rule.pk]),
        ):
            with self.subTest(address):
                self.assertNotEqual(self.client.post(address).status_code, 200)
        self.assertTrue(WatchRule.objects.filter(pk=self.rule.pk).exists())

    def test_the_screen_says_what_is_watched(self):
        page = self.client.get(reverse(self.edit, args=[self.rule.pk]))
        self.assertContains(page, "留言过了答复期限")

    def test_an_order_before_the_warning_is_refused(self):
        self.assertContains(self.change(self.inspector, tell_after=9), "先告知单位")
