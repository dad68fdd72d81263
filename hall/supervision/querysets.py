from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from hall.concerns.places import places_of
from hall.supervision.enums import OPEN_STATES, OWED_STATES, Concerned
from hall.supervision.inspectors import conflicted_paths, is_inspector
from units.enums import Role
from units.models import Team
from units.permissions import has_portal_role, is_hall_desk


def inspected_by(user) -> Q:
    """Return the condition for rows with a unit that `user` inspects. The set form of `why_not_inspect`."""
    if not is_inspector(user):
        return Q(pk__in=[])
    own = [Q(unit__path__startswith=path) for path in sorted(conflicted_paths(user))]
    theirs = ~reduce(or_, own) if own else Q(pk__isnull=False)
    units = Q(unit__isnull=False) & theirs
    return units if is_hall_desk(user) else units | Q(unit__isnull=True)


def answered_by(user) -> Q:
    """Return the condition for rows with a unit that `user` answers for. The set form of `answers_for`."""
    if not user.is_active:
        return Q(pk__in=[])
    places = [Q(unit__path__startswith=path) for path in sorted(places_of(user).above)]
    units = reduce(or_, places, Q(pk__in=[]))
    return units | Q(unit__isnull=True) if is_hall_desk(user) else units


class SightingQuerySet(QuerySet):
    def standing(self):
        return self.filter(ended_at__isnull=True)

    def without_order(self):
        return self.filter(order__isnull=True)

    def inspected_by(self, user):
        return self.filter(inspected_by(user))

    def answered_by(self, user):
        return self.filter(answered_by(user))


class SupervisionOrderQuerySet(QuerySet):
    def owed(self):
        """Orders on which the unit owes a report."""
        return self.filter(state__in=OWED_STATES)

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, today):
        return self.owed().filter(due_on__lt=today)

    def inspected_by(self, user):
        return self.filter(inspected_by(user))

    def answered_by(self, user):
        return self.filter(answered_by(user))

    def seen_by(self, user):
        """Orders that `user` may read. The set form of `orders.permissions.why_not_see`."""
        if not user.is_active:
            return self.none()
        if has_portal_role(user, Role.CITY_OFFICE):
            return self.all()
        return self.filter(inspected_by(user) | answered_by(user))

    def for_rows(self):
        """Orders with all that a line of a list shows."""
        return self.select_related("unit", "sighting", "issued_by")


class AccountabilityRecordQuerySet(QuerySet):
    def seen_by(self, user):
        """Records that `user` may read. The set form of `accountability.permissions.why_not_see_record`."""
        if not user.is_active:
            return self.none()
        of_units = Q(concerned=Concerned.UNIT, unit__in=led_by(user))
        return self.filter(inspected_by(user) | Q(person=user) | of_units)

    def for_rows(self):
        return self.select_related("order", "unit", "person")


def led_by(user):
    """Return the keys of the units whose spokespersons `user` leads; without a lead each of them does."""
    teams = Team.objects.filter(role=Role.REVIEWER, unit__isnull=False, group__user=user)
    return teams.filter(Q(lead=user) | Q(lead=None) | Q(lead__is_active=False)).values("unit")
