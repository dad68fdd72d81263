from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.core.enums import SPECIAL_KINDS, DayKind
from portal.core.workdays import SATURDAY


class SpecialDay(models.Model):
    """A day that is not what its weekday says: a public holiday, or a weekend day worked in return."""

    date = models.DateField(
        _("day"), unique=True, error_messages={"unique": _("This day is in the calendar already.")}
    )
    kind = models.CharField(
        _("kind of day"),
        max_length=10,
        choices=[(kind.value, kind.label) for kind in SPECIAL_KINDS],
        default=DayKind.HOLIDAY,
        help_text=_("A holiday is not counted in any deadline, a make-up workday is."),
    )
    name = models.CharField(
        _("name"), max_length=30, help_text=_("Of the holiday, or of the holiday this day is worked for.")
    )

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("holidays and make-up workdays")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=SPECIAL_KINDS), name="special_day_is_special")
        ]

    def __str__(self):
        return f"{date_format(self.date)} {self.name}"

    def clean(self):
        if self.date and self.kind == DayKind.MAKEUP and self.date.weekday() < SATURDAY:
            raise ValidationError(
                _("%(day)s is not a weekend day: it is worked anyway.") % {"day": date_format(self.date)}
            )


class CalendarYear(models.Model):
    """What the site itself laid into one year, so that it does so once and leaves what the desk changed alone."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    is_settled = models.BooleanField(
        _("settled"), help_text=_("The days are those of the State Council's notice, or the desk says so.")
    )
    laid_in = models.JSONField(_("days laid in"), default=list)

    class Meta:
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")
        ordering = ["year"]

    def __str__(self):
        return str(self.year)
