"""Two call an event off at the same moment: it is called off once, and people are told once."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.models import EventEntry
from hall.campaigns.services import call_off
from portal.core.models import OutgoingMail
from tests.at_once import on_postgresql, refusals
from tests.factories import ActivityFactory, HallDeskFactory, SignUpFactory
from tests.fresh_start import FreshStart

REASONS = ["台风来了，改期举行。", "场地停电，改期举行。"]


@on_postgresql
class CalledOffAtOnceTests(FreshStart, TransactionTestCase):
    def test_whoever_comes_second_is_told_and_people_are_written_to_once(self):
        page, desk, now = ActivityFactory(), HallDeskFactory(), timezone.now()
        row = SignUpFactory(page)
        OutgoingMail.objects.all().delete()

        def off(reason):
            return lambda: call_off(page_id=page.pk, by=desk, reason=reason, now=now)

        told = refusals(*map(off, REASONS * 3))

        self.assertEqual(len(told), 5)
        letter = OutgoingMail.objects.get(to=row.email)
        self.assertIn(EventEntry.objects.get(page=page).called_off, letter.body)
