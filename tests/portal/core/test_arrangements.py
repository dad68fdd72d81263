from datetime import date, timedelta

import holidays
from django.test import SimpleTestCase

from portal.core.arrangements import ARRANGEMENTS, days_of
from portal.core.enums import DayKind
from portal.core.workdays import Calendar


def calendar_of(*years):
    """Return the calendar that the table gives for some years, with ordinary office hours."""
    days = [day for year in years for day in days_of(year)]
    return Calendar(
        holidays={day.date: day.name for day in days if day.kind == DayKind.HOLIDAY},
        makeup_days={day.date: day.name for day in days if day.kind == DayKind.MAKEUP},
    )


class ArrangementTests(SimpleTestCase):
    def test_every_day_is_worked_or_not_as_the_holidays_package_says(self):
        for year in ARRANGEMENTS:
            ours, theirs = calendar_of(year), holidays.country_holidays("CN", years=year)
            new_year, new_years_eve = date(year, 1, 1), date(year, 12, 31)
            days = [new_year + timedelta(days=n) for n in range((new_years_eve - new_year).days + 1)]

            differing = [day for day in days if ours.is_working_day(day) != theirs.is_working_day(day)]

            self.assertEqual(differing, [], year)

    def test_no_day_stands_twice(self):
        for year in ARRANGEMENTS:
            days = [day.date for day in days_of(year)]

            self.assertEqual(len(days), len(set(days)), year)

    def test_the_official_year_2026_has_33_days_off_and_6_weekend_days_worked(self):
        kinds = [day.kind for day in days_of(2026)]

        self.assertEqual((kinds.count(DayKind.HOLIDAY), kinds.count(DayKind.MAKEUP)), (33, 6))

    def test_a_year_without_a_notice_has_no_weekend_days_worked(self):
        for year, arrangement in ARRANGEMENTS.items():
            if not arrangement.is_official:
                with self.subTest(year=year):
                    self.assertEqual({day.kind for day in days_of(year)}, {DayKind.HOLIDAY})
