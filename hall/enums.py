from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewLevel(IntegerChoices):
    """The review steps, lowest first; a category that needs two passes the first two (BRIEF M7)."""

    UNIT = 1, _("Unit spokesperson")
    HALL_DESK = 2, _("Hall desk")
    CITY_OFFICE = 3, _("City office")


class FeedView(TextChoices):
    """The tabs of the hall's feed."""

    HEAD = "head", _("Head")
    ALL = "all", _("All units")
    HOT = "hot", _("Hot")
    MEDIA = "media", _("Pictures and clips")


class CategoryColour(TextChoices):
    """The palette a category may be shown in; each has its contrast checked in both colour schemes."""

    LAKE = "lake", _("Lake green")
    SKY = "sky", _("Sky blue")
    AMBER = "amber", _("Amber")
    SEAL = "seal", _("Seal red")
    PLUM = "plum", _("Plum")
    STONE = "stone", _("Stone grey")


class PostState(TextChoices):
    """Where a post stands. A public post whose change is reviewed or waits for its hour stays public."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Under review")
    RETURNED = "returned", _("Returned")
    SCHEDULED = "scheduled", _("Approved for later")
    PUBLIC = "public", _("Public")
    WITHDRAWN = "withdrawn", _("Withdrawn")
