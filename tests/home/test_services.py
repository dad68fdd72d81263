from django.contrib.auth.models import Group
from django.test import TestCase
from wagtail.models import Collection, Page

from home.services import ensure_portal
from units.models import Team


class EnsurePortalTests(TestCase):
    def test_running_it_again_changes_nothing(self):
        counts = [model.objects.count() for model in (Page, Team, Group)]

        ensure_portal()

        self.assertEqual([model.objects.count() for model in (Page, Team, Group)], counts)

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
