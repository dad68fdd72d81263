from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.collection.permissions import why_not_voting
from hall.campaigns.enums import EventKind
from hall.campaigns.models.base import EventPage
from portal.core.private_files import private_storage

PICTURES_AT_MOST = 9
COLLECTED = "collections/%Y/%m"
LIVING = [SubmissionState.APPROVED, SubmissionState.WITHDRAWN]


def private_store():
    return private_storage


class CollectionPage(EventPage):
    """A call for pictures and texts of the public: what is sent in, shown and chosen."""

    kind = EventKind.COLLECTION
    screen = "collection_desk"

    terms = models.TextField(
        _("terms"),
        max_length=3000,
        default="",
        help_text=_("Who may take part, what you will use submissions for, and what can be won."),
    )
    voting = models.CharField(_("public vote"), max_length=10, choices=Voting, default=Voting.NONE)
    voting_ends_at = models.DateTimeField(_("vote ends"), null=True, blank=True)

    content_panels = [
        *EventPage.content_panels,
        FieldPanel("terms"),
        FieldRowPanel([FieldPanel("voting"), FieldPanel("voting_ends_at")]),
        *EventPage.closing_panels,
    ]

    class Meta:
        verbose_name = _("public collection")
        verbose_name_plural = _("public collections")

    def clean(self):
        super().clean()
        if reason := why_not_voting(self):
            raise ValidationError({"voting_ends_at": reason})

    def why_incomplete(self) -> str:
        if self.terms.strip():
            return ""
        return gettext("Say first who may take part and what submissions will be used for.")

    def over_at(self, closed_at: datetime) -> datetime:
        """Return from when on it is needed no more who sent in and who voted: the vote may come after."""
        return max(closed_at, self.voting_ends_at or closed_at)


class CollectionResult(models.Model):
    """That the winners of a collection were announced."""

    page = models.OneToOneField(CollectionPage, on_delete=models.CASCADE, related_name="result")
    announced_at = models.DateTimeField(_("announced at"))

    def __str__(self):
        return f"{self.page_id} {self.announced_at}"


class Submission(models.Model):
    """What one person sent in. Its votes are counted in it under its lock.

    Its clip, like its pictures, is kept where nobody loads it; `media` is the public copy of one that was approved.
    """

    page = models.ForeignKey(CollectionPage, on_delete=models.CASCADE, related_name="submissions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    token = models.CharField(max_length=32)
    title = models.CharField(_("title"), max_length=60, blank=True)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    credit = models.CharField(_("named as"), max_length=40, blank=True)
    may_be_used = models.BooleanField(_("may be used"), default=False)
    minors_agreed = models.BooleanField(_("those shown agree"), default=False)
    clip = models.FileField(
        _("video or audio clip"), upload_to=COLLECTED, storage=private_store, blank=True, default=""
    )
    media = models.ForeignKey(
        "core.PortalMedia", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    reason = models.CharField(_("why it was declined"), max_length=200, blank=True)
    begun_at = models.DateTimeField(_("begun at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    votes = models.PositiveIntegerField(_("votes"), default=0)
    award = models.CharField(_("award"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["page", "state", "-decided_at", "-id"], name="submissions_by_decision"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "token"], name="one_submission_per_form"),
            models.CheckConstraint(
                condition=Q(state__in=[SubmissionState.DRAFT, SubmissionState.WITHDRAWN])
                | Q(may_be_used=True, minors_agreed=True),
                name="submissions_come_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.DECLINED) | Q(reason__gt=""),
                name="declined_submissions_say_why",
            ),
            models.CheckConstraint(
                condition=Q(award="") | Q(state__in=LIVING), name="awards_go_to_public_submissions"
            ),
        ]

    def __str__(self):
        return self.title

    def shown_pictures(self) -> list["SubmissionPicture"]:
        """Return the pictures that have a public copy, read once for all submissions of a list."""
        return [picture for picture in self.pictures.all() if picture.image_id]


class SubmissionPicture(models.Model):
    """A picture that was sent in: kept where nobody loads it, and shown as a picture of the portal once approved."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="pictures")
    file = models.FileField(_("file"), upload_to=COLLECTED, storage=private_store)
    alt_text = models.CharField(_("caption"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))
    image = models.ForeignKey(
        "core.PortalImage", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("picture of a submission")
        verbose_name_plural = _("pictures of submissions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="submitted_pictures_have_places"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=PICTURES_AT_MOST),
                name="submission_has_few_pictures",
            ),
        ]

    def __str__(self):
        return f"{self.submission_id} · {self.position}"


class CollectionVote(models.Model):
    """One voice for one submission; one person has one in a collection."""

    page = models.ForeignKey(CollectionPage, on_delete=models.CASCADE, related_name="ballots")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="collection_votes"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="one_vote_per_person_and_collection")
        ]

    def __str__(self):
        return f"{self.submission_id}"


class JuryMark(models.Model):
    """What one organiser thinks of a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mark = models.PositiveSmallIntegerField(_("mark"))

    class Meta:
        verbose_name = _("mark of the jury")
        verbose_name_plural = _("marks of the jury")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person"], name="one_mark_per_juror_and_submission"
            ),
            models.CheckConstraint(condition=Q(mark__gte=1, mark__lte=10), name="marks_are_1_to_10"),
        ]

    def __str__(self):
        return f"{self.mark}"
