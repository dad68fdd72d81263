from .activity import ActivityPage
from .base import EventPage
from .campaign import CampaignPage, bare
from .entry import EventEntry
from .host import CampaignHost
from .interview import InterviewGuest, InterviewPage, InterviewQuestion
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
    "InterviewGuest",
    "InterviewPage",
    "InterviewQuestion",
    "PatternEvent",
    "SignUp",
    "TopicPage",
    "TopicVoice",
    "bare",
]
