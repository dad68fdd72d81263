from .activity import ActivityPage
from .base import EventPage
from .campaign import CampaignPage, bare
from .charity import CharityGoal, CharityPage, CharityTally, CharityUpdate, Pledge
from .collection import (
    CollectionPage,
    CollectionResult,
    CollectionVote,
    JuryMark,
    Submission,
    SubmissionPicture,
)
from .entry import EventEntry, HiddenEvent
from .host import CampaignHost
from .interview import InterviewGuest, InterviewPage, InterviewQuestion
from .live import LiveEntry, LivePage
from .pattern import CampaignPattern, PatternEvent
from .reminder import EventReminder
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
    "CollectionPage",
    "CollectionResult",
    "CollectionVote",
    "EventEntry",
    "EventPage",
    "EventReminder",
    "HiddenEvent",
    "InterviewGuest",
    "InterviewPage",
    "InterviewQuestion",
    "JuryMark",
    "LiveEntry",
    "LivePage",
    "PatternEvent",
    "Pledge",
    "SignUp",
    "Submission",
    "SubmissionPicture",
    "SurveyAnswer",
    "SurveyPage",
    "SurveyTally",
    "SurveyValue",
    "TopicPage",
    "TopicVoice",
    "bare",
]
