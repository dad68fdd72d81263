from .base import EventPage
from .campaign import CampaignPage, bare
from .entry import EventEntry
from .host import CampaignHost
from .pattern import CampaignPattern, PatternEvent

__all__ = [
    "CampaignHost",
    "CampaignPage",
    "CampaignPattern",
    "EventEntry",
    "EventPage",
    "PatternEvent",
    "bare",
]
