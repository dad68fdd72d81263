from django.contrib.auth.models import Group
from django.test import TestCase
from wagtail.models import Page

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
