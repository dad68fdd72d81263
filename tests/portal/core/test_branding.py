from django.conf import settings
from django.test import TestCase
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from portal.core.models import PortalSettings
from tests.factories import HallDeskFactory, UserFactory

NAME = "龙川微博发布厅"


class OneNameTests(TestCase):
    def setUp(self):
        portal = PortalSettings.load()
        portal.hall_name = NAME
        portal.save()

    def test_the_admin_says_the_name_in_the_settings_of_the_portal(self):
        self.client.force_login(HallDeskFactory())
        self.assertRegex(self.client.get("/cms/").text, rf"<h1[^>]*>\s*{NAME}\s*</h1>")
        self.assertEqual(str(settings.WAGTAIL_SITE_NAME), NAME)

    def test_nobody_gives_the_site_another_name(self):
        self.client.force_login(UserFactory(superuser=True))
        site = Site.objects.get(is_default_site=True)
        typed = {"hostname": "hall.example", "port": 80, "site_name": "别的名称", "is_default_site": "on"}
        address = reverse("wagtailsites:edit", args=[site.pk])
        self.client.post(address, {**typed, "root_page": site.root_page_id})
        site.refresh_from_db()
        self.assertEqual((site.hostname, site.site_name), ("hall.example", NAME))


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
