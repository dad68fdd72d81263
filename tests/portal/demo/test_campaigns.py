from django.test import TestCase
from django.utils import timezone

from hall.campaigns.enums import HostState, Phase
from hall.campaigns.models import CampaignHost, CampaignPage, LiveEntry, LivePage
from portal.demo.builders.campaigns import bring_campaigns
from portal.demo.reading import read_toml
from tests.factories import UnitFactory


class CampaignTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        rows = read_toml("campaigns.toml")["campaigns"]
        codes = {code for row in rows for code in [row["unit"], *row.get("hosts", []), *row.get("asked", [])]}
        cls.units = {code: UnitFactory(code=code, title=f"河源{code}") for code in sorted(codes)}
        cls.now = timezone.localtime()
        bring_campaigns(cls.units, cls.now)

    def test_each_phase_is_there(self):
        self.assertEqual({page.phase(self.now) for page in CampaignPage.objects.live()}, set(Phase))

    def test_some_hosts_agreed_and_one_has_still_to_answer(self):
        states = set(CampaignHost.objects.values_list("state", flat=True))

        self.assertEqual(states, {HostState.HOSTING, HostState.INVITED})

    def test_live_reports_have_entries_of_every_sort(self):
        for kind in ["corrected_at", "pinned_at"]:
            self.assertTrue(LiveEntry.objects.filter(**{f"{kind}__isnull": False}).exists(), kind)
        self.assertFalse(LiveEntry.objects.filter(written_at__gt=self.now).exists())

    def test_brought_twice_it_is_there_once(self):
        models = [CampaignPage, CampaignHost, LivePage, LiveEntry]
        before = [model.objects.count() for model in models]

        bring_campaigns(self.units, self.now)

        self.assertEqual([model.objects.count() for model in models], before)
