"""Rows for tests. A test names only what differs; everything else is a believable default."""

from .calendar import SpecialDayFactory
from .comments import CommentFactory
from .concerns import AnswerFactory, ConcernFactory, MessageFactory
from .events import (
    ActivityFactory,
    CampaignFactory,
    CharityFactory,
    EventFactory,
    QuestionFactory,
    SignUpFactory,
)
from .live import LiveEntryFactory, LiveFactory
from .people import (
    CitizenFactory,
    CityOfficeFactory,
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    UserFactory,
)
from .posts import CategoryFactory, ImageFactory, MediaFactory, PostFactory
from .reviews import LineFactory, SubmittedPostFactory, UrgentReleaseFactory, category_of, step_of
from .supervision import InspectorFactory, OrderFactory, RecordFactory
from .surveys import SurveyFactory, answer_survey
from .units import UnitFactory

__all__ = [
    "ActivityFactory",
    "AnswerFactory",
    "CampaignFactory",
    "CategoryFactory",
    "CharityFactory",
    "CitizenFactory",
    "CityOfficeFactory",
    "CommentFactory",
    "ConcernFactory",
    "EventFactory",
    "HallDeskFactory",
    "ImageFactory",
    "InspectorFactory",
    "LanePersonFactory",
    "LineFactory",
    "LiveEntryFactory",
    "LiveFactory",
    "MediaFactory",
    "MemberFactory",
    "MessageFactory",
    "OrderFactory",
    "PostFactory",
    "QuestionFactory",
    "RecordFactory",
    "SignUpFactory",
    "SpecialDayFactory",
    "SubmittedPostFactory",
    "SurveyFactory",
    "UnitFactory",
    "UrgentReleaseFactory",
    "UserFactory",
    "answer_survey",
    "category_of",
    "step_of",
]
