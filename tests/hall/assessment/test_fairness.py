"""Likes and comments that do not count."""

from datetime import datetime, timedelta

from django.test import SimpleTestCase

from hall.assessment.fairness import Limits, Voice, judged
from portal.core.workdays import ZONE

NOON = datetime(2026, 11, 3, 12, tzinfo=ZONE)
LONG_AGO = NOON - timedelta(days=400)


def voice(person=1, page=1, minutes=0, joined_at=LONG_AGO):
    return Voice(page, person, joined_at, NOON + timedelta(minutes=minutes))


class JudgedTests(SimpleTestCase):
    def why(self, voices, own=frozenset(), limits=None):
        return [why for _voice, why in judged(voices, own, limits or Limits(per_person=2, new_per_page=1))]

    def test_a_stranger_counts(self):
        self.assertEqual(self.why([voice()]), [""])

    def test_the_units_own_people_do_not(self):
        self.assertEqual(self.why([voice(person=7), voice(person=8)], frozenset({7})), ["own", ""])

    def test_one_person_counts_so_many_times(self):
        pages = [voice(page=page, minutes=page) for page in range(4)]

        self.assertEqual(self.why(pages), ["", "", "often", "often"])

    def test_a_crowd_of_new_accounts_under_one_post_counts_little(self):
        new = [voice(person=person, minutes=person, joined_at=NOON) for person in range(1, 5)]

        self.assertEqual(self.why(new), ["", "new", "new", "new"])

    def test_new_accounts_do_not_keep_old_ones_from_counting(self):
        crowd = [
            voice(person=1, joined_at=NOON),
            voice(person=2, minutes=1, joined_at=NOON),
            voice(person=3, minutes=2),
        ]

        self.assertEqual(self.why(crowd), ["", "new", ""])

    def test_an_account_is_new_for_so_many_days_and_no_longer(self):
        joined = NOON - timedelta(days=7)

        self.assertEqual(self.why([voice(person=one, joined_at=joined) for one in (1, 2)]), ["", ""])

    def test_what_is_left_of_an_account_that_is_gone_counts(self):
        self.assertEqual(self.why([voice(person=None, joined_at=None)] * 3), ["", "", ""])

    def test_the_order_in_which_rows_come_changes_nothing(self):
        rows = [voice(page=page, minutes=page) for page in range(4)]

        self.assertEqual(judged(rows, frozenset(), Limits(2)), judged(rows[::-1], frozenset(), Limits(2)))
