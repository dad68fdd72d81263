"""The plain-speech check: how much a Chinese text sounds like a report, where, and what to say instead. Pure.

    report = check("会议强调，要狠抓落实。")
    report.verdict, report.score, report.hints

It gives hints and never a refusal: what to do with them the writer and the reviewer decide. Nothing in here reads the
database or the clock; whoever keeps phrases in a table passes them as `patterns`, and whoever keeps the
writer's dismissals passes the hints' keys as `dismissed`.
"""

from .checker import check
from .findings import Hint, Report, Verdict
from .phrases import Phrase, read_phrases, shipped_phrases, why_not_find

__all__ = ["Hint", "Phrase", "Report", "Verdict", "check", "read_phrases", "shipped_phrases", "why_not_find"]
