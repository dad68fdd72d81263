from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet

from hall.concerns.places import places_of, sees_all
from hall.supervision.opinion.enums import OPEN_STATES, ItemState


class OpinionItemQuerySet(QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def of_units_of(self, user):
        """Items given to the units that `user` answers for. The set form of `permissions.answers_for_item`."""
        places = places_of(user)
        below = [Q(unit__path__startswith=path) for path in sorted(places.above)]
        return self.filter(reduce(or_, below, Q(unit__in=places.units)))

    def visible_to(self, user):
        """Items that `user` may read. The set form of `permissions.why_not_see_item`."""
        return self.all() if sees_all(user) else self.of_units_of(user)

    def late_response(self, now):
        """Open items whose first response is missing past its time."""
        return self.open().filter(responded_at=None, first_due_at__lt=now)

    def late_conclusion(self, now):
        return self.open().filter(conclude_due_at__lt=now)

    def unanswered_hot(self, now):
        """Hot items without a response past its time: what is watched."""
        return self.late_response(now).filter(level__is_hot=True)

    def owed_by_units(self):
        return self.filter(state=ItemState.ASSIGNED)

    def for_rows(self):
        """Items with all that a line of a list shows."""
        return self.select_related("unit", "level", "feed", "concern")

    def soonest_first(self):
        return self.order_by(F("first_due_at").asc(nulls_last=True), "-heat", "-pk")
