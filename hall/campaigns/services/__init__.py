"""Verbs that start, host, show and end campaigns and their micro-events."""

from .entries import call_off, end_event, hide_event, show_event
from .hosting import answer_invitation, drop_host, invite_host
from .starting import start_campaign, submit_all, submit_event

__all__ = [
    "answer_invitation",
    "call_off",
    "drop_host",
    "end_event",
    "hide_event",
    "invite_host",
    "show_event",
    "start_campaign",
    "submit_all",
    "submit_event",
]
