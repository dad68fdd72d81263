from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, PageLogEntry

from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from units.enums import UNIT_ROLES, Role
from units.models import Team, UnitPage
from units.permissions import has_role, is_hall_desk
from units.services import add_member, ensure_collection, ensure_teams, launch_unit, remove_member


class CreateUnitTests(TestCase):
    def test_a_unit_has_an_address_three_teams_and_a_collection_and_is_not_public(self):
        unit = UnitFactory(code="GAJ", title="平安河源", live=False)

        self.assertEqual(unit.slug, "gaj")
        self.assertEqual({team.role for team in unit.teams.all()}, set(UNIT_ROLES))
        self.assertTrue(Collection.objects.filter(name="平安河源 [GAJ]").exists())
        self.assertEqual(self.client.get("/units/gaj/").status_code, 404)

    def test_mending_the_teams_again_adds_nothing(self):
        unit = UnitFactory()
        kinds = [Team, Collection, GroupPagePermission, GroupCollectionPermission]
        before = [kind.objects.count() for kind in kinds]

        ensure_teams(unit=unit)

        self.assertEqual([kind.objects.count() for kind in kinds], before)

    def test_a_new_collection_moves_no_other_one(self):
        first = ensure_collection(unit=UnitFactory(title="源城发布"))

        ensure_collection(unit=UnitFactory(title="东源发布"))

        self.assertEqual(Collection.objects.get(pk=first.pk).path, first.path)
        self.assertFalse(any(Collection.find_problems()))

    def test_two_units_cannot_have_one_code(self):
        UnitFactory(code="GAJ")

        with self.assertRaises((ValidationError, IntegrityError)), transaction.atomic():
            UnitFactory(code="gaj")

    def test_a_renamed_unit_keeps_its_address(self):
        unit = UnitFactory(code="GAJ", title="平安河源")
        unit.title = "河源公安"
        unit.save_revision().publish(skip_permission_checks=True)

        self.assertEqual(UnitPage.objects.get(pk=unit.pk).url, "/units/gaj/")


class TeamTests(TestCase):
    def test_a_role_holds_for_its_own_unit_only(self):
        unit, other = UnitFactory(), UnitFactory()
        editor = MemberFactory(unit, Role.EDITOR)

        self.assertTrue(has_role(editor, unit, Role.EDITOR))
        self.assertFalse(has_role(editor, other, Role.EDITOR))
        self.assertFalse(has_role(editor, unit, Role.REVIEWER))
        self.assertFalse(is_hall_desk(editor))

    def test_leaving_a_team_ends_the_role_and_both_steps_are_logged(self):
        unit = UnitFactory()
        team, person, desk = unit.teams.get(role=Role.EDITOR), UserFactory(), HallDeskFactory()

        self.assertTrue(add_member(team=team, user=person, by=desk))
        self.assertFalse(add_member(team=team, user=person, by=desk))
        self.assertTrue(remove_member(team=team, user=person, by=desk))

        self.assertFalse(team.members().exists())
        actions = PageLogEntry.objects.filter(page=unit.pk, user=desk).values_list("action", flat=True)
        self.assertEqual(set(actions), {"units.team.add", "units.team.remove"})

    def test_the_database_refuses_a_desk_of_one_unit(self):
        team = UnitFactory().teams.get(role=Role.EDITOR)

        with self.assertRaises(IntegrityError), transaction.atomic():
            Team.objects.filter(pk=team.pk).update(role=Role.HALL_DESK)


class LaunchTests(TestCase):
    def test_the_desk_shows_a_unit_to_the_public(self):
        unit = UnitFactory(code="SWJ", live=False)

        launch_unit(unit_id=unit.pk, by=HallDeskFactory())

        self.assertEqual(self.client.get("/units/swj/").status_code, 200)

    def test_nobody_else_does_and_not_twice(self):
        unit = UnitFactory(live=False)
        with self.assertRaises(Refused):
            launch_unit(unit_id=unit.pk, by=MemberFactory(unit, Role.REVIEWER))
        desk = HallDeskFactory()
        launch_unit(unit_id=unit.pk, by=desk)
        with self.assertRaises(Refused):
            launch_unit(unit_id=unit.pk, by=desk)
