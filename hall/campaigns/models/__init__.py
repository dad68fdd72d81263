from .activity import ActivityPage
from .base import EventPage
from .campaign import CampaignPage, bare
from .entry import EventEntry
from .host import CampaignHost
from .pattern import CampaignPattern, PatternEvent
from .sign_up import ActivitySeats, SignUp
from .topic import TopicPage, TopicVoice

__all__ = [
    "ActivityPage",
    "ActivitySeats",
    "CampaignHost",
    "CampaignPage",
    "CampaignPattern",
    "EventEntry",
    "EventPage",
    "PatternEvent",
    "SignUp",
    "TopicPage",
    "TopicVoice",
    "bare",
]
