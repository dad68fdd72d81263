from datetime import UTC, datetime, timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.campaigns.enums import Phase
from hall.campaigns.phases import phase_at

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class PhaseTests(SimpleTestCase):
    def test_it_opens_and_closes_on_the_second(self):
        hour = timedelta(hours=1)
        for now, phase in [
            (NOON - SECOND, Phase.UPCOMING),
            (NOON, Phase.OPEN),
            (NOON + hour - SECOND, Phase.OPEN),
            (NOON + hour, Phase.CLOSED),
        ]:
            with self.subTest(now=now):
                self.assertEqual(phase_at(now, NOON, NOON + hour), phase)

    def test_without_an_end_it_stays_open(self):
        self.assertEqual(phase_at(NOON + timedelta(days=400), NOON, None), Phase.OPEN)

    @given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(1, 10**6))
    def test_it_never_goes_back(self, first, later, lasts):
        order = [Phase.UPCOMING, Phase.OPEN, Phase.CLOSED]
        first, later = sorted([first, later])
        ends = NOON + lasts * SECOND

        places = [order.index(phase_at(NOON + at * SECOND, NOON, ends)) for at in (first, later)]

        self.assertLessEqual(places[0], places[1])
