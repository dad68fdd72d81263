from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonalData(TextChoices):
    """What tells who or where somebody is."""

    MOBILE = "mobile", _("Mobile number")
    LANDLINE = "landline", _("Telephone number")
    IDENTITY = "identity", _("Identity card")
    CARD = "card", _("Bank card or account")
    PLATE = "plate", _("Number plate")
    EMAIL = "email", _("E-mail address")
    ACCOUNT = "account", _("WeChat or QQ")
    ADDRESS = "address", pgettext_lazy("where somebody lives", "Address")
    NAME = "name", pgettext_lazy("of a person", "Name")


@dataclass(frozen=True)
class Hit:
    """Where a rule found something, and the mask that it suggests."""

    start: int
    end: int
    mask: str
    may_be_public: bool = False


@dataclass(frozen=True)
class Find:
    """One place in a text, in the text's own characters."""

    start: int
    end: int
    kind: PersonalData
    text: str
    mask: str
    may_be_public: bool = False
