from datetime import UTC, datetime, timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.campaigns.enums import EventKind, Phase
from hall.campaigns.models import EventEntry
from hall.campaigns.phases import phase_at
from hall.campaigns.templatetags.campaigns_tags import phase_words

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


class WordTests(SimpleTestCase):
    def test_an_activity_whose_sign_up_closed_is_not_said_to_be_over(self):
        for phase, words in [
            (Phase.UPCOMING, "即将报名"),
            (Phase.OPEN, "报名中"),
            (Phase.CLOSED, "报名已截止"),
        ]:
            with self.subTest(phase):
                self.assertEqual(phase_words(phase, EventEntry(kind=EventKind.ACTIVITY)), words)

    def test_all_other_kinds_say_where_they_stand(self):
        for kind in set(EventKind) - {EventKind.ACTIVITY}:
            for phase in Phase:
                with self.subTest(kind=kind, phase=phase):
                    self.assertEqual(phase_words(phase, EventEntry(kind=kind)), phase.label)
