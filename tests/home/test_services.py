from django.contrib.auth.models import Group
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Collection, Page

from hall.models import Category
from home.services import ensure_portal
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role
from units.models import Team


class EnsurePortalTests(TestCase):
    def test_running_it_again_changes_nothing(self):
        counts = [model.objects.count() for model in (Page, Team, Group)]

        ensure_portal()

        self.assertEqual([model.objects.count() for model in (Page, Team, Group)], counts)

    def test_the_hall_desk_keeps_the_categories(self):
        self.client.force_login(HallDeskFactory())
        hours = {"unit_hours": 1, "desk_hours": 1, "office_hours": 2}
        fields = {
            **hours,
            "name": "防汛",
            "levels": 3,
            "guidance": "写清水位。",
            "colour": "sky",
            "sort_order": 7,
        }
        self.client.post(reverse("wagtailsnippets_hall_category:add"), fields)
        category = Category.objects.get(name="防汛")
        self.client.post(
            reverse("wagtailsnippets_hall_category:edit", args=[category.pk]), {**fields, "levels": 2}
        )
        category.refresh_from_db()
        self.assertEqual(category.levels, 2)

    def test_a_unit_does_not(self):
        unit = UnitFactory()
        for role in [Role.EDITOR, Role.REVIEWER, Role.LIAISON]:
            self.client.force_login(MemberFactory(unit, role))
            self.client.post(reverse("wagtailsnippets_hall_category:add"), {"name": "防汛", "levels": 1})
            self.assertFalse(Category.objects.filter(name="防汛"))

    def test_the_fixed_addresses_answer(self):
        for url in ["/", "/hall/", "/units/"]:
            with self.subTest(url=url):
                self.assertEqual(self.client.get(url).status_code, 200)

    def test_both_roots_are_named_in_chinese(self):
        self.assertEqual(Page.get_first_root_node().title, "全站")
        self.assertEqual(Collection.get_first_root_node().name, "公用")

    def test_roots_that_a_city_has_named_keep_their_names(self):
        Collection.objects.filter(depth=1).update(name="全市素材")

        ensure_portal()

        self.assertEqual(Collection.get_first_root_node().name, "全市素材")
