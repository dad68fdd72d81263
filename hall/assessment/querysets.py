from django.db.models import Q, QuerySet

from hall.assessment.calendar_month import Month
from hall.assessment.enums import TOLD_STATES, AppealState, DeedState, MonthState


class SchemeQuerySet(QuerySet):
    def in_force(self, month: Month):
        """The scheme that scores a month, as a set of one or none."""
        until = Q(valid_to__isnull=True) | Q(valid_to__gte=month.last_day)
        return self.filter(until, valid_from__lte=month.first_day)


class MonthQuerySet(QuerySet):
    def of(self, month: Month):
        return self.filter(first_day=month.first_day)

    def frozen(self):
        """Months whose numbers never change: what everybody reads."""
        return self.filter(state=MonthState.FROZEN)

    def told(self):
        """Months that units may see."""
        return self.filter(state__in=TOLD_STATES)


class FrozenQuerySet(QuerySet):
    """Rows of months. Those of a final month are neither changed nor taken away."""

    to_month = "month"

    def refuse_frozen(self):
        if self.filter(**{f"{self.to_month}__state": MonthState.FROZEN}).exists():
            raise TypeError(f"{self.model.__name__} of a final month stays as it is.")

    def update(self, **kwargs):
        self.refuse_frozen()
        return super().update(**kwargs)

    def delete(self):
        self.refuse_frozen()
        return super().delete()

    def bulk_update(self, objs, fields, batch_size=None):
        self.filter(pk__in=[one.pk for one in objs]).refuse_frozen()
        return super().bulk_update(objs, fields, batch_size)


class ScorecardQuerySet(FrozenQuerySet):
    def of_unit(self, unit):
        return self.filter(unit=unit)


class LineQuerySet(FrozenQuerySet):
    to_month = "card__month"


class AppealQuerySet(QuerySet):
    def open(self):
        return self.filter(state=AppealState.OPEN)


class DeedQuerySet(QuerySet):
    def waiting(self):
        return self.filter(state=DeedState.PROPOSED).order_by("marked_at", "pk")

    def confirmed(self):
        return self.filter(state=DeedState.CONFIRMED)


class TrainingSessionQuerySet(QuerySet):
    def in_year(self, year: int):
        return self.filter(begins_at__gte=Month(year, 1).begins, begins_at__lt=Month(year + 1, 1).begins)

    def told(self):
        """What units see: everything that was opened, also when it was called off later."""
        return self.filter(opened_at__isnull=False)

    def coming(self, now):
        return self.filter(ends_at__gt=now, cancelled_at__isnull=True)


class SeatQuerySet(QuerySet):
    def certified(self, year: int):
        """Who came and passed in the sessions of a year."""
        begins, ends = Month(year, 1).begins, Month(year + 1, 1).begins
        return self.filter(
            certified_at__isnull=False, session__begins_at__gte=begins, session__begins_at__lt=ends
        )

    def for_list(self):
        return self.select_related("person", "unit", "session")
