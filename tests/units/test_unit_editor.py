from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data

from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from units.enums import UNIT_ROLES, Role
from units.models import UnitDirectoryPage, UnitPage
from units.services import create_unit


class UnitEditorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(code="GAJ", title="河源公安")
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.client.force_login(self.desk)

    def edit(self, **fields):
        form = {
            "title": self.unit.title,
            "official_name": self.unit.official_name,
            "kind": self.unit.kind,
            "mark": self.unit.mark,
            "avatar": "",
            "introduction": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            **fields,
        }
        comments = {f"comments-{key}": value for key, value in form.pop("comments").items()}
        address = reverse("wagtailadmin_pages:edit", args=[self.unit.pk])
        return self.client.post(address, {**nested_form_data(form), **comments})

    def draft(self):
        self.unit.refresh_from_db()
        return self.unit.get_latest_revision_as_object()

    def test_the_code_and_the_address_stay_whatever_is_sent(self):
        self.edit(title="平安河源", code="XXX", slug="xxx")

        draft = self.draft()
        self.assertEqual((draft.title, draft.code, draft.slug), ("平安河源", "GAJ", "gaj"))

    def test_a_name_that_cannot_be_mentioned_is_taken_or_too_long_is_refused(self):
        UnitFactory(code="SWJ", title="河源水务")
        for title in ["平安 河源", "平安（河源）", "名" * 31, "河源水务", ""]:
            with self.subTest(title):
                page = self.edit(title=title)
                self.assertEqual(page.status_code, 200)
                self.assertIn("title", page.context["form"].errors)
        self.assertEqual(self.draft().title, "河源公安")

    def test_its_editors_and_liaisons_do_not_change_its_face(self):
        address = reverse("wagtailadmin_pages:edit", args=[self.unit.pk])
        for role in [Role.EDITOR, Role.LIAISON]:
            self.client.force_login(MemberFactory(self.unit, role))
            with self.subTest(role):
                self.assertNotEqual(self.client.get(address).status_code, 200)
                self.edit(title="平安河源")
                self.assertEqual(self.draft().title, "河源公安")

    def test_units_are_not_made_in_the_page_editor(self):
        directory = UnitDirectoryPage.objects.get()
        address = reverse("wagtailadmin_pages:add", args=["units", "unitpage", directory.pk])

        self.assertRedirects(self.client.get(address), reverse("wagtailadmin_home"))
        self.client.post(address, {"title": "河源新局", "code": "XJ", "slug": "xj"})
        self.assertFalse(UnitPage.objects.filter(title="河源新局").exists())


class RenameTests(TestCase):
    def test_groups_and_collection_carry_the_name_that_the_public_sees(self):
        unit = UnitFactory(code="GAJ", title="河源公安")
        unit.title = "平安河源"
        revision = unit.save_revision()
        self.assertTrue(Group.objects.filter(name__startswith="河源公安").exists())

        revision.publish(skip_permission_checks=True)

        self.assertEqual(Group.objects.filter(name__startswith="平安河源").count(), len(UNIT_ROLES))
        self.assertFalse(Group.objects.filter(name__startswith="河源公安").exists())
        self.assertTrue(Collection.objects.filter(name="平安河源 [GAJ]").exists())

    def test_a_unit_made_anew_does_not_find_its_old_people(self):
        unit = UnitFactory(code="GAJ", title="平安河源", live=False)
        person = MemberFactory(unit, Role.REVIEWER)
        UnitPage.objects.get(pk=unit.pk).delete()

        again = UnitFactory(code="GAJ", title="平安河源", live=False)

        self.assertFalse(again.teams.get(role=Role.REVIEWER).group.user_set.filter(pk=person.pk).exists())

    def test_two_units_do_not_share_a_name(self):
        UnitFactory(title="平安河源")

        with self.assertRaises(ValidationError):
            create_unit(
                parent=UnitDirectoryPage.objects.get(),
                code="X",
                title="平安河源",
                official_name="局",
                mark="局",
            )
