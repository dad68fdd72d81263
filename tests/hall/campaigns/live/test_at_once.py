"""Several people report at the same moment: every entry has its place, and a double click is one entry."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.live.services import write_entry
from hall.campaigns.models import LiveEntry
from tests.at_once import at_once, on_postgresql
from tests.factories import LiveFactory, MemberFactory
from tests.fresh_start import FreshStart
from units.enums import Role

TIMES = 8


@on_postgresql
class AtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.live = LiveFactory()
        self.organiser = MemberFactory(self.live.unit, Role.ORGANISER)

    def write(self, token):
        return write_entry(
            event_id=self.live.pk, by=self.organiser, text="水位回落", token=token, now=timezone.now()
        )

    def test_numbers_and_changes_are_unique(self):
        at_once(*(lambda token=f"{number}": self.write(token) for number in range(TIMES)))

        rows = LiveEntry.objects.order_by("number").values_list("number", "change")
        self.assertEqual(list(rows), [(number, number) for number in range(1, TIMES + 1)])

    def test_a_double_click_is_one_entry(self):
        entries = at_once(*[lambda: self.write("once")] * TIMES)

        self.assertEqual({entry.pk for entry in entries}, {LiveEntry.objects.get().pk})
