from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet

from hall.concerns.enums import UNANSWERED_OUTCOMES, UNANSWERED_STATES, ConcernState
from hall.concerns.places import places_of, sees_all
from units.permissions import is_hall_desk


def dealt_with_by(user) -> Q:
    """Return the condition for concerns that `user` deals with for the hall or for a unit."""
    if sees_all(user):
        return Q(pk__isnull=False)
    places = places_of(user)
    above = [Q(unit__path__startswith=path) for path in sorted(places.above)]
    return reduce(or_, above, Q(unit__in=places.units))


class ConcernQuerySet(QuerySet):
    def public(self):
        """Concerns whose public words everybody may read."""
        return self.filter(is_private=False, shown_at__isnull=False, hidden_at__isnull=True).exclude(
            outcome__in=UNANSWERED_OUTCOMES
        )

    def visible_to(self, user):
        """Concerns of which `user` may read all that was written. The set form of `permissions.why_not_see`.

        Everybody reads the public words of `public()` besides.
        """
        return self.filter(Q(asker=user) | dealt_with_by(user)) if user.is_active else self.none()

    def in_inbox_of(self, user):
        """Concerns that `user` deals with for the hall or for a unit: those visible to them that are not their own."""
        return self.filter(dealt_with_by(user)) if user.is_active else self.none()

    def of_asker(self, user):
        return self.filter(asker=user)

    def open(self):
        """Concerns to which somebody owes an answer."""
        return self.filter(state__in=UNANSWERED_STATES)

    def overdue(self, today):
        return self.open().filter(due_on__lt=today)

    def at_desk(self):
        """Concerns that wait for the desk to name a unit."""
        return self.filter(state=ConcernState.RECEIVED)

    def meant_for_all(self):
        """Concerns that were asked publicly, whatever a moderator says to it."""
        return self.filter(is_private=False).exclude(outcome__in=UNANSWERED_OUTCOMES)

    def to_be_moderated(self):
        """Concerns that were meant for everybody and that no moderator has looked at."""
        return self.meant_for_all().filter(
            shown_at__isnull=True, hidden_at__isnull=True, shows_with_answer=False
        )

    def with_answer_to_moderate(self):
        """Concerns that are public, or will be with their answer, whose last answer nobody has shown.

        One that was opened again is among them: the answer that it got stands in its public history.
        """
        return (
            self.meant_for_all()
            .filter(hidden_at__isnull=True, answered_at__isnull=False)
            .filter(Q(shown_at__isnull=False) | Q(shows_with_answer=True))
            .filter(Q(answer_shown_at__isnull=True) | Q(answer_shown_at__lt=F("answered_at")))
        )

    def moderated_by(self, user):
        """Concerns meant for everybody of which `user` says what is shown. Set form of `showing.permissions`."""
        if not user.is_active or not user.pk:
            return self.none()
        if is_hall_desk(user):
            return self.meant_for_all().exclude(asker=user)
        places = places_of(user).above
        return self.meant_for_all().filter(unit__path__in=places).exclude(asker=user)

    def silent_since(self, moment):
        """Concerns answered before a moment since when nobody has said anything, and nothing waits to be read."""
        answered = self.filter(
            state=ConcernState.ANSWERED, answered_at__lte=moment, unread_since__isnull=True
        )
        return answered.exclude(pk__in=answered.filter(messages__written_at__gt=moment).values("pk"))

    def for_rows(self):
        """Concerns with all that a line of a list shows."""
        return self.select_related("unit", "kind")

    def for_public(self):
        """Concerns with all that the public pages show, and nothing that they must not."""
        return self.for_rows().defer("subject", "text", "asker_name", "email", "masks", "hidden_reason")
