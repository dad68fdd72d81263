from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hall.concerns.deadlines import Deadline
from hall.supervision.enums import OWED_STATES, OrderEventKind, OrderState
from hall.supervision.models.sighting import Sighting
from hall.supervision.querysets import SupervisionOrderQuerySet
from hall.supervision.terms import WORDS_LIMIT
from portal.core.models import WrittenOnce
from portal.core.private_files import private_storage
from units.models import UnitPage


def private_store():
    return private_storage


class OrderYear(models.Model):
    """The last number that was given in a year. Its row is locked until the order of that number is kept."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("numbers of a year")
        verbose_name_plural = _("numbers of years")

    def __str__(self):
        return str(self.year)


class SupervisionOrder(models.Model):
    """An order to put something right and to report it by a day (督办单). Without a unit it is the hall desk's.

    `grounds`, `facts` and `unit_name` are as they were when it was issued, in the words of that day: what became of
    the cause afterwards, or of the unit's name, changes nothing of them. One without `issued_by` comes of a watch.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    sequence = models.PositiveIntegerField(_("number in the year"))
    number = models.CharField(_("number"), max_length=30, unique=True)
    state = models.CharField(_("state"), max_length=15, choices=OrderState, default=OrderState.ISSUED)
    unit = models.ForeignKey(
        UnitPage,
        verbose_name=_("unit"),
        null=True,
        on_delete=models.PROTECT,
        related_name="supervision_orders",
    )
    unit_name = models.CharField(_("name of the unit"), max_length=255)
    grounds = models.TextField(_("grounds"), max_length=WORDS_LIMIT)
    demand = models.TextField(_("what is asked for"), max_length=WORDS_LIMIT, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    sighting = models.OneToOneField(
        Sighting, verbose_name=_("sighting"), null=True, on_delete=models.PROTECT, related_name="order"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    issued_at = models.DateTimeField(_("issued at"))
    told_at = models.DateTimeField(_("told at"), null=True)
    due_on = models.DateField(_("to be reported by"))
    counted = models.JSONField(_("how it was counted"))
    escalated_at = models.DateTimeField(_("overdue, and told above, at"), null=True)
    reported_at = models.DateTimeField(_("reported at"), null=True)
    ended_at = models.DateTimeField(_("closed or cancelled at"), null=True)

    objects = SupervisionOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision order")
        verbose_name_plural = _("supervision orders")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="orders_of_a_year_are_numbered"),
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[OrderState.CLOSED, OrderState.CANCELLED], ended_at__isnull=False)
                | (~Q(state__in=[OrderState.CLOSED, OrderState.CANCELLED]) & Q(ended_at__isnull=True)),
                name="ended_order_has_a_moment",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="order_has_grounds"),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state__in=OWED_STATES), name="orders_owed_by_due"),
            models.Index(fields=["state", "due_on"], name="orders_by_state"),
            models.Index(fields=["unit", "state"], name="orders_of_unit"),
            models.Index(fields=["unit"], condition=Q(told_at=None), name="orders_to_tell"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """Return the address of the order in the admin; it has no other."""
        return reverse("supervision_order", args=[self.pk])

    @property
    def deadline(self) -> Deadline:
        return Deadline.from_json(self.counted)

    def is_owed(self) -> bool:
        """Tell whether the unit owes a report."""
        return self.state in OWED_STATES

    def is_overdue(self, today) -> bool:
        return self.is_owed() and today > self.due_on


class OrderEvent(WrittenOnce):
    """One line of the history of an order: who did what, when, and in which words. Written once.

    Whom an accountability record is about is written into no line: that name goes when its time has come.
    """

    order = models.ForeignKey(SupervisionOrder, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=15, choices=OrderEventKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_name = models.CharField(_("name"), max_length=300, blank=True)
    words = models.TextField(_("words"), blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("line of an order")
        verbose_name_plural = _("lines of orders")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.order} {self.get_kind_display()}"


class OrderFile(models.Model):
    """A picture or document that proves what a report says. Until the report is sent it belongs to no line.

    It has no address of its own: it is served to those who may see the order.
    """

    order = models.ForeignKey(SupervisionOrder, on_delete=models.PROTECT, related_name="files")
    event = models.ForeignKey(OrderEvent, null=True, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("file"), upload_to="supervision/%Y/%m", storage=private_store)
    name = models.CharField(_("name"), max_length=120)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("file of an order")
        verbose_name_plural = _("files of orders")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.file.name.endswith((".jpg", ".png"))
