from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hall.campaigns.enums import SignUpState

NAME_LIMIT = 40
PHONE_LIMIT = 24
NOTE_LIMIT = 300
MOST_PEOPLE = 9


class ActivitySeats(models.Model):
    """What changes by itself about an activity: its places, and how often its calendar entry was written.

    Locked by every verb that gives or frees a place. `capacity` is the page's, or as many as have a place already if
    these are more.
    """

    activity = models.OneToOneField("campaigns.ActivityPage", on_delete=models.CASCADE, related_name="seats")
    capacity = models.PositiveIntegerField(_("places"))
    taken = models.PositiveIntegerField(_("taken"), default=0)
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    arrived = models.PositiveIntegerField(_("arrived"), default=0)
    last_number = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    # When and where it is, as people were told.
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="no_place_given_twice"),
        ]

    def __str__(self):
        return f"{self.taken} / {self.capacity}"

    @property
    def free(self) -> int:
        return self.capacity - self.taken


class SignUp(models.Model):
    """Somebody who wants to come to an activity, alone or with others.

    `seed` makes a form count once; the secret that opens the sign-up is derived from it with the key of the hall, and
    found by its digest.
    """

    activity = models.ForeignKey("campaigns.ActivityPage", on_delete=models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    email = models.EmailField(_("e-mail address"))
    seed = models.CharField(max_length=64, unique=True)
    secret_digest = models.CharField(max_length=64, unique=True)
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=SignUpState)
    name = models.CharField(_("name"), max_length=NAME_LIMIT, blank=True)
    phone = models.CharField(_("telephone number"), max_length=PHONE_LIMIT, blank=True)
    people = models.PositiveSmallIntegerField(_("number of people"), default=1)
    note = models.CharField(_("note"), max_length=NOTE_LIMIT, blank=True)
    signed_up_at = models.DateTimeField(_("signed up at"))
    moved_up_at = models.DateTimeField(_("moved up at"), null=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True)
    reminded_at = models.DateTimeField(null=True)
    checked_in_at = models.DateTimeField(_("checked in at"), null=True)
    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["number"]
        indexes = [models.Index(fields=["activity", "state", "number"], name="sign_ups_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="one_number_a_sign_up"),
            models.UniqueConstraint(
                fields=["activity", "person"],
                condition=~Q(state=SignUpState.CANCELLED),
                name="one_sign_up_a_person",
            ),
            models.UniqueConstraint(
                fields=["activity", "email"],
                condition=~Q(state=SignUpState.CANCELLED),
                name="one_sign_up_an_address",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=MOST_PEOPLE), name="sign_ups_are_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(checked_in_at__isnull=True) | Q(state=SignUpState.IN),
                name="only_who_has_a_place_is_checked_in",
            ),
        ]

    def __str__(self):
        return self.name or self.email
