from .activity import ActivityPage
from .base import EventPage
from .campaign import CampaignPage, bare
from .charity import CharityGoal, CharityPage, CharityTally, CharityUpdate, Pledge
from .entry import EventEntry
from .host import CampaignHost
from .interview import InterviewGuest, InterviewPage, InterviewQuestion
from .live import LiveEntry, LivePage
from .pattern import CampaignPattern, PatternEvent
from .sign_up import ActivitySeats, SignUp
from .survey import SurveyAnswer, SurveyPage, SurveyTally, SurveyValue
from .topic import TopicPage, TopicVoice

__all__ = [
    "ActivityPage",
    "ActivitySeats",
    "CampaignHost",
    "CampaignPage",
    "CampaignPattern",
    "CharityGoal",
    "CharityPage",
    "CharityTally",
    "CharityUpdate",
    "EventEntry",
    "EventPage",
    "InterviewGuest",
    "InterviewPage",
    "InterviewQuestion",
    "LiveEntry",
    "LivePage",
    "PatternEvent",
    "Pledge",
    "SignUp",
    "SurveyAnswer",
    "SurveyPage",
    "SurveyTally",
    "SurveyValue",
    "TopicPage",
    "TopicVoice",
    "bare",
]
