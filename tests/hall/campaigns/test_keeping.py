from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from hall.campaigns import keeping
from hall.campaigns.models import EventEntry
from tests.factories import CampaignFactory

DAY = timedelta(days=1)


class KeepingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.campaign = CampaignFactory(
            opens_at=cls.now - 40 * DAY, closes_at=cls.now - 31 * DAY, keep_days=30
        )

    def setUp(self):
        self.removed = []
        self.enterContext(patch.object(keeping, "REMOVALS", [lambda page: self.removed.append(page.pk)]))

    def test_what_people_gave_is_removed_once_when_its_days_are_over(self):
        keeping.remove_participants_data(self.now)
        keeping.remove_participants_data(self.now)

        self.assertEqual(self.removed, [self.campaign.pk])

    def test_it_is_kept_until_then_and_while_the_event_is_open(self):
        CampaignFactory(opens_at=self.now - 400 * DAY, closes_at=None, keep_days=1)

        keeping.remove_participants_data(self.now - 2 * DAY)

        self.assertEqual(self.removed, [])

    def test_one_that_fails_holds_no_other_up(self):
        other = CampaignFactory(opens_at=self.now - 9 * DAY, closes_at=self.now - 3 * DAY, keep_days=1)

        def remove(page):
            if page.pk == self.campaign.pk:
                raise RuntimeError
            self.removed.append(page.pk)

        with patch.object(keeping, "REMOVALS", [remove]), self.assertLogs("hall.campaigns.keeping", "ERROR"):
            keeping.remove_participants_data(self.now)

        self.assertEqual(self.removed, [other.pk])
        self.campaign.entry.refresh_from_db()
        self.assertIsNone(self.campaign.entry.data_removed_at)

    def test_of_what_was_taken_off_it_is_removed_too(self):
        endless = CampaignFactory(opens_at=self.now - 40 * DAY, closes_at=None, keep_days=30)
        for campaign in [self.campaign, endless]:
            campaign.unpublish()

        keeping.remove_participants_data(self.now)
        self.assertEqual(self.removed, [self.campaign.pk])

        keeping.remove_participants_data(self.now + 31 * DAY)
        self.assertEqual(self.removed, [self.campaign.pk, endless.pk])
        self.assertFalse(EventEntry.objects.filter(page__in=[self.campaign, endless]).exists())

    def test_what_was_removed_before_it_was_taken_off_is_not_removed_again(self):
        keeping.remove_participants_data(self.now)
        self.campaign.unpublish()

        keeping.remove_participants_data(self.now + 90 * DAY)

        self.assertEqual(self.removed, [self.campaign.pk])

    def test_what_is_given_after_it_was_prolonged_is_removed_after_its_new_end(self):
        keeping.remove_participants_data(self.now)
        self.campaign.closes_at = self.now + DAY
        self.campaign.save_revision().publish(skip_permission_checks=True)

        keeping.remove_participants_data(self.now + 20 * DAY)
        self.assertEqual(self.removed, [self.campaign.pk])

        keeping.remove_participants_data(self.now + 32 * DAY)
        self.assertEqual(self.removed, [self.campaign.pk] * 2)

    def test_one_that_was_prolonged_while_others_were_removed_keeps_all(self):
        read_before = EventEntry.objects.select_related("page").get(page=self.campaign)
        self.campaign.closes_at = self.now + DAY
        self.campaign.save_revision().publish(skip_permission_checks=True)

        keeping.remove_if_due(read_before, self.now)

        self.assertEqual(self.removed, [])
        self.assertIsNone(EventEntry.objects.get(page=self.campaign).data_removed_at)
