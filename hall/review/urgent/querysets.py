from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from hall.review.enums import AfterReviewOutcome
from units.enums import Role
from units.permissions import has_portal_role, is_hall_desk, paths_with_role, unit_ids_with_role


class UrgentReleaseQuerySet(QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def not_found_right(self):
        """Releases that nobody has judged yet, and withdrawn ones: no second pair of eyes has agreed to their text."""
        return self.filter(outcome__in=["", AfterReviewOutcome.WITHDRAWN])

    def on_board_of(self, user):
        """Releases that somebody has to do with.

        Their own ones; those of the units they write or speak for, and of units below which they speak for; all of
        them for the desk, the office and the people of the lane.
        """
        if not user.is_active:
            return self.none()
        if (
            is_hall_desk(user)
            or has_portal_role(user, Role.CITY_OFFICE)
            or has_portal_role(user, Role.URGENT)
        ):
            return self.all()
        places = [Q(unit__path__startswith=path) for path in sorted(paths_with_role(user, Role.REVIEWER))]
        units = Q(unit__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))
        return self.filter(reduce(or_, places, Q(released_by=user) | units))

    def for_rows(self):
        """Releases with all that a line of a list shows, in a number of queries that does not grow."""
        return self.select_related("page", "unit", "released_by", "closed_by").prefetch_related("writers")
