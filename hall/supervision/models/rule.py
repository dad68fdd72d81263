from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hall.supervision.enums import Measure
from hall.supervision.terms import LONGEST_DEADLINE
from hall.supervision.watches.registry import WATCHES

LONGEST = 365


class WatchRule(models.Model):
    """What follows from one watch: who is told after how long, and when it becomes a supervision order.

    The times of what stands already were set when it was first seen, and a change of the rule does not move them; what
    is switched off holds at once.
    """

    watch = models.CharField(_("watch"), max_length=40, unique=True)
    is_on = models.BooleanField(_("is watched"), default=True)
    measure = models.CharField(
        _("time is counted in"), max_length=10, choices=Measure, default=Measure.WORKING_DAYS
    )
    tell_after = models.PositiveSmallIntegerField(
        _("people are told after"), default=0, validators=[MaxValueValidator(LONGEST)]
    )
    tells_spokespersons = models.BooleanField(_("spokespersons of the unit"), default=True)
    tells_lead = models.BooleanField(_("lead of the spokespersons"), default=False)
    tells_desk = models.BooleanField(_("hall desk"), default=False)
    tells_inspectors = models.BooleanField(_("inspectors"), default=True)
    order_after = models.PositiveSmallIntegerField(
        _("it becomes an order after"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST)],
        help_text=_("Leave it empty, and it never becomes an order by itself."),
    )
    order_days = models.PositiveSmallIntegerField(
        _("working days to report"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_DEADLINE)],
        help_text=_("Counted from the day after the order."),
    )

    class Meta:
        verbose_name = _("rule of a watch")
        verbose_name_plural = _("rules of watches")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(order_after__isnull=True) | Q(order_after__gte=F("tell_after")),
                name="nothing_is_ordered_before_it_is_told",
                violation_error_message=_(
                    "A unit is told first, and gets an order later or at the same time."
                ),
            ),
            models.CheckConstraint(condition=Q(order_days__gte=1), name="an_order_gives_time"),
        ]

    def __str__(self):
        watch = WATCHES.get(self.watch)
        return str(watch.label) if watch else self.watch

    def definition(self):
        """Say what exactly is watched."""
        watch = WATCHES.get(self.watch)
        return watch.definition if watch else ""
