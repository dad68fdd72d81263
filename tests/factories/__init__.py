"""Rows for tests. A test names only what differs; everything else is a believable default."""

from .calendar import SpecialDayFactory
from .people import CityOfficeFactory, HallDeskFactory, MemberFactory, UserFactory
from .posts import CategoryFactory, ImageFactory, MediaFactory, PostFactory
from .reviews import LineFactory, SubmittedPostFactory, category_of, step_of
from .units import UnitFactory

__all__ = [
    "CategoryFactory",
    "CityOfficeFactory",
    "HallDeskFactory",
    "ImageFactory",
    "LineFactory",
    "MediaFactory",
    "MemberFactory",
    "PostFactory",
    "SpecialDayFactory",
    "SubmittedPostFactory",
    "UnitFactory",
    "UserFactory",
    "category_of",
    "step_of",
]
