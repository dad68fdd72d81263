from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Voting(TextChoices):
    """When the public chooses."""

    NONE = "none", _("The public does not vote")
    TOGETHER = "together", _("While submissions come in")
    AFTER = "after", _("After submissions have closed")


class SubmissionState(TextChoices):
    """Where a submission stands; only what is approved is public."""

    DRAFT = "draft", pgettext_lazy("of a submission", "Not sent yet")
    WAITING = "waiting", pgettext_lazy("of a submission", "Waits for the organisers")
    APPROVED = "approved", pgettext_lazy("of a submission", "Public")
    DECLINED = "declined", pgettext_lazy("of a submission", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a submission", "Withdrawn by its author")
