from django.test import TestCase
from django.utils.translation import override

from portal.core.models import PortalSettings
from tests.factories import HallDeskFactory


class BrandingTests(TestCase):
    def test_the_door_says_whose_it_is(self):
        PortalSettings.objects.update_or_create(defaults={"hall_name": "龙川微博发布厅"})

        page = self.client.get("/cms/login/")

        self.assertContains(page, "龙川微博发布厅", count=2)
        self.assertContains(page, 'href="/"')

    def test_every_list_of_the_admin_can_be_read_on_a_phone(self):
        self.client.force_login(HallDeskFactory())

        page = self.client.get("/cms/units/")

        self.assertContains(page, "portal/js/wide_lists.js")
        self.assertContains(page, 'id="listing-results"')

    def test_nothing_in_the_admin_leads_to_a_foreign_site(self):
        self.client.force_login(HallDeskFactory())

        for path in ["/cms/", "/cms/account/"]:
            with self.subTest(path), override("en"):
                self.assertNotContains(self.client.get(path), "wagtail.org")
