"""The calendar that we write, read by another library, and the rules of RFC 5545 on whatever people type."""

from datetime import UTC, datetime, timedelta

import icalendar
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.campaigns.activity.ical import LONGEST_LINE, CalendarEvent, calendar, folded

BEGINS = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def event(**fields):
    return CalendarEvent(
        **{
            "uid": "6a1f-2",
            "begins_at": BEGINS,
            "ends_at": BEGINS + timedelta(hours=2),
            "summary": "湖边徒步",
            "description": "",
            "location": "万绿湖码头",
            "url": "https://hall.example/a/",
            "sequence": 0,
            "changed_at": BEGINS - timedelta(days=9),
            **fields,
        }
    )


def read(*events):
    return icalendar.Calendar.from_ical(calendar("万绿湖发布厅", events))


class CalendarTests(SimpleTestCase):
    def test_another_library_reads_what_was_written(self):
        (found,) = read(
            event(description="自带饮水；穿运动鞋,\n准时到；反斜线\\n", sequence=3, is_called_off=True)
        ).walk("VEVENT")

        self.assertEqual(found["summary"], "湖边徒步")
        self.assertEqual(found["description"], "自带饮水；穿运动鞋,\n准时到；反斜线\\n")
        self.assertEqual(
            (found.decoded("dtstart"), found.decoded("dtend")), (BEGINS, BEGINS + timedelta(hours=2))
        )
        self.assertEqual((found["uid"], found["sequence"], str(found["status"])), ("6a1f-2", 3, "CANCELLED"))

    def test_a_calendar_without_events_is_one(self):
        self.assertEqual(read().walk("VEVENT"), [])

    @given(summary=TYPED, description=TYPED, location=TYPED)
    def test_whatever_is_typed_stays_one_property(self, summary, description, location):
        written = calendar("日历", [event(summary=summary, description=description, location=location)])

        (found,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
        self.assertEqual(found["summary"], kept(summary))
        self.assertEqual(found.get("description", ""), kept(description))
        self.assertEqual(found.get("location", ""), kept(location))
        self.assertEqual(str(found["status"]), "CONFIRMED")

    @given(line=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
    def test_lines_are_folded_at_75_octets_and_never_within_a_character(self, line):
        pieces = folded(line)[:-2].split(b"\r\n ")

        self.assertEqual(b"".join(pieces).decode(), line)
        for place, piece in enumerate(pieces):
            piece.decode()
            self.assertLessEqual(len(piece) + (place > 0), LONGEST_LINE)


def kept(text):
    """Return what a text may bring into a calendar."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter == "\n" or (letter >= " " and letter != "\x7f"))
