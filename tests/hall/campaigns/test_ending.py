from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from hall.campaigns.enums import Phase
from hall.campaigns.models import CampaignPage, EventEntry, HiddenEvent
from hall.campaigns.services import call_off, end_event
from portal.core.refusals import Refused
from tests.factories import CampaignFactory, MemberFactory, UnitFactory
from units.enums import Role


def written(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


class EndTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.campaign = CampaignFactory(unit=cls.unit, title="万绿湖的四季")

    def test_it_is_closed_from_then_on_also_when_published_again(self):
        now = timezone.now()
        end_event(page_id=self.campaign.pk, by=self.organiser, now=now)
        self.campaign.save_revision().publish(skip_permission_checks=True)

        campaign = CampaignPage.objects.get(pk=self.campaign.pk)
        self.assertEqual((campaign.entry.closes_at, campaign.phase(now)), (now, Phase.CLOSED))

    def test_its_page_names_the_end_that_counts(self):
        self.assertContains(self.client.get(self.campaign.url), written(self.campaign.closes_at))
        ended = end_event(page_id=self.campaign.pk, by=self.organiser, now=timezone.now()).closes_at

        page = self.client.get(self.campaign.url)

        self.assertContains(page, written(ended))
        self.assertNotContains(page, written(self.campaign.closes_at))

    def test_ended_twice_it_ended_once(self):
        now = timezone.now()
        end_event(page_id=self.campaign.pk, by=self.organiser, now=now)

        end_event(page_id=self.campaign.pk, by=self.organiser, now=now + timedelta(hours=1))

        self.assertEqual(EventEntry.objects.get().ended_at, now)

    def test_called_off_its_page_says_why(self):
        call_off(
            page_id=self.campaign.pk, by=self.organiser, reason="台风来了，\n改期举行。", now=timezone.now()
        )

        page = self.client.get(self.campaign.url)

        self.assertContains(page, "台风来了， 改期举行。")

    def test_taken_off_and_published_again_it_stays_called_off_and_open_pages_learn_of_it(self):
        call_off(page_id=self.campaign.pk, by=self.organiser, reason="台风来了。", now=timezone.now())
        before = EventEntry.objects.get()
        self.campaign.unpublish()
        self.assertFalse(EventEntry.objects.exists())

        self.campaign.save_revision().publish(skip_permission_checks=True)

        entry = EventEntry.objects.get()
        self.assertEqual((entry.called_off, entry.ended_at), ("台风来了。", before.ended_at))
        self.assertGreater(entry.version, before.version)
        self.assertFalse(HiddenEvent.objects.exists())

    def test_it_takes_a_reason_to_call_off(self):
        for reason in ["", "  ", "因" * 201]:
            with self.subTest(reason), self.assertRaises(Refused):
                call_off(page_id=self.campaign.pk, by=self.organiser, reason=reason, now=timezone.now())
        self.assertEqual(EventEntry.objects.get().called_off, "")

    def test_nobody_else_ends_it(self):
        for person in [MemberFactory(self.unit), MemberFactory(UnitFactory(), Role.ORGANISER)]:
            with self.subTest(person=person), self.assertRaises(Refused):
                end_event(page_id=self.campaign.pk, by=person, now=timezone.now())

    def test_what_is_not_public_has_nothing_to_end(self):
        draft = CampaignFactory(unit=self.unit, live=False)
        with self.assertRaises(Refused):
            end_event(page_id=draft.pk, by=self.organiser, now=timezone.now())
