"""Writes calendars as RFC 5545 (iCalendar) asks. Pure: the same events always give the same bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Wanlu Hall//Activities//ZH"
# Octets of a line, without its end (section 3.1).
LONGEST_LINE = 75


@dataclass(frozen=True)
class CalendarEvent:
    """One VEVENT. `sequence` and `changed_at` rise with every change, so calendars take the new one."""

    uid: str
    begins_at: datetime
    ends_at: datetime
    summary: str
    description: str
    location: str
    url: str
    sequence: int
    changed_at: datetime
    is_called_off: bool = False


def calendar(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Return a VCALENDAR with these events, for a file or for a feed that calendars ask again every hour."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for event in events for line in lines_of(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def lines_of(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{utc(event.changed_at)}"
    yield f"LAST-MODIFIED:{utc(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.is_called_off else 'CONFIRMED'}"
    yield f"DTSTART:{utc(event.begins_at)}"
    yield f"DTEND:{utc(event.ends_at)}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    yield f"URL:{printable(event.url)}"
    yield "END:VEVENT"


def utc(moment: datetime) -> str:
    """Write a moment in UTC: every calendar shows it on the clock of its reader, and no time zone must be sent."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Write a TEXT value (section 3.3.11). Line breaks become \\n, whichever they were."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return printable(text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n"))


def printable(text: str) -> str:
    """Leave out what no value may hold: a line break would begin a property of somebody else's making."""
    return "".join(character for character in text if character >= " " and character != "\x7f")


def folded(line: str) -> bytes:
    """Return a content line with its end, in pieces of at most 75 octets that never part a character."""
    pieces, piece, room = [], b"", LONGEST_LINE
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            # The space that begins a piece counts as one of its octets.
            piece, room = b"", LONGEST_LINE - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
