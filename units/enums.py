from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    """What stands behind an account (BRIEF M5)."""

    INSTITUTION = "institution", _("Institution")
    PERSON = "person", _("Person")


class Role(TextChoices):
    """What a team does: four for each unit (BRIEF M6, M12), four for the whole hall."""

    EDITOR = "editor", _("Editors")
    REVIEWER = "reviewer", _("Spokespersons")
    LIAISON = "liaison", _("Liaisons")
    ORGANISER = "organiser", _("Campaign organisers")
    HALL_DESK = "hall_desk", _("Hall desk")
    CITY_OFFICE = "city_office", _("City office")
    URGENT = "urgent", _("Urgent releasers")
    INSPECTOR = "inspector", _("Inspectors")


# Who answers for a unit, and looks after what people say to it.
SPEAKING_ROLES = [Role.EDITOR, Role.REVIEWER, Role.LIAISON]
UNIT_ROLES = [*SPEAKING_ROLES, Role.ORGANISER]
PORTAL_ROLES = [Role.HALL_DESK, Role.CITY_OFFICE, Role.URGENT, Role.INSPECTOR]
