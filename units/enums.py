from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    """What stands behind an account (BRIEF M5)."""

    INSTITUTION = "institution", _("Institution")
    PERSON = "person", _("Person")


class Role(TextChoices):
    """What a team does: three for each unit (BRIEF M6), three for the whole hall."""

    EDITOR = "editor", _("Editors")
    REVIEWER = "reviewer", _("Spokespersons")
    LIAISON = "liaison", _("Liaisons")
    HALL_DESK = "hall_desk", _("Hall desk")
    CITY_OFFICE = "city_office", _("City office")
    URGENT = "urgent", _("Urgent releasers")


UNIT_ROLES = [Role.EDITOR, Role.REVIEWER, Role.LIAISON]
PORTAL_ROLES = [Role.HALL_DESK, Role.CITY_OFFICE, Role.URGENT]
