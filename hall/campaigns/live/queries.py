"""What is read of a live report: its newest entries, its replay, and what an open page lacks."""

from dataclasses import dataclass

from hall.campaigns.models import LiveEntry
from hall.timelines import accounts_mentioned, html_of

SHOWN = 50


@dataclass(frozen=True)
class LivePart:
    """Some entries, the pinned one, and the numbers from which the way goes on (None at an end).

    `is_first` says whether readers begin here.
    """

    entries: list[LiveEntry]
    summary: LiveEntry | None = None
    earlier: int | None = None
    later: int | None = None
    is_first: bool = True


def newest(event_id: int | None, before: int | None = None) -> LivePart:
    """Return entries newest first, from below the number `before` on."""
    rows = LiveEntry.objects.filter(event=event_id).for_readers().order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    entries, more = cut(rows)
    earlier = entries[-1].number if more else None
    return dressed(entries, summary_of(event_id), earlier=earlier, is_first=before is None)


def replay(event_id: int | None, after: int = 0) -> LivePart:
    """Return entries in the order in which they were written, from above the number `after` on."""
    entries, more = cut(
        LiveEntry.objects.filter(event=event_id, number__gt=after).for_readers().order_by("number")
    )
    later = entries[-1].number if more else None
    return dressed(entries, summary_of(event_id), later=later, is_first=not after)


def changed_after(event_id: int, change: int) -> LivePart:
    """Return the newest entries that were written, corrected, pinned or taken back after a change."""
    entries, more = cut(
        LiveEntry.objects.filter(event=event_id, change__gt=change).for_readers().order_by("-number")
    )
    return dressed(entries, summary_of(event_id), earlier=entries[-1].number if more else None)


def cut(rows) -> tuple[list[LiveEntry], bool]:
    found = list(rows[: SHOWN + 1])
    return found[:SHOWN], len(found) > SHOWN


def summary_of(event_id: int | None) -> LiveEntry | None:
    return LiveEntry.objects.filter(event=event_id, pinned_at__isnull=False).first()


def dressed(entries: list[LiveEntry], summary: LiveEntry | None, **ways) -> LivePart:
    """Give every entry its words as safe HTML; the accounts in all of them are looked up together."""
    every = [*entries, *([summary] if summary else [])]
    accounts = accounts_mentioned([entry.text for entry in every])
    for entry in every:
        entry.html = html_of(entry.text, accounts, None)
    return LivePart(entries, summary, **ways)
