from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(TextChoices):
    """Where the hall hears what people think."""

    CONCERN = "concern", _("Concern")
    COMMENT = "comment", pgettext_lazy("of the public", "Comment")
    MENTION = "mention", _("Mention")
