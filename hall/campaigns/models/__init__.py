from .base import EventPage
from .campaign import CampaignPage, bare
from .entry import EventEntry
from .host import CampaignHost
from .interview import InterviewGuest, InterviewPage, InterviewQuestion
from .pattern import CampaignPattern, PatternEvent
from .topic import TopicPage, TopicVoice

__all__ = [
    "CampaignHost",
    "CampaignPage",
    "CampaignPattern",
    "EventEntry",
    "EventPage",
    "InterviewGuest",
    "InterviewPage",
    "InterviewQuestion",
    "PatternEvent",
    "TopicPage",
    "TopicVoice",
    "bare",
]
