from django.db.models import QuerySet

from units.enums import UNIT_ROLES
from units.permissions import is_hall_desk, unit_ids_with_role


class FollowQuerySet(QuerySet):
    def of_units(self):
        """Follows of units that can be read now."""
        return self.filter(unit__live=True)

    def of_hashtags(self):
        return self.filter(hashtag__isnull=False)


class MentionQuerySet(QuerySet):
    def seen_by(self, user):
        """Mentions in the inboxes that `user` looks after: their units', and all of them for the hall desk."""
        if is_hall_desk(user):
            return self
        return self.filter(unit__in=unit_ids_with_role(user, *UNIT_ROLES))

    def of_words(self, kind, key):
        return self.filter(kind=kind, key=key)

    def awaiting(self):
        """Those that nobody has settled, what has waited longest first."""
        return self.filter(settled_at__isnull=True).order_by("at", "pk")

    def settled(self):
        return self.filter(settled_at__isnull=False).order_by("-settled_at", "-pk")

    def for_inbox(self):
        """Mentions with all that their line shows, in a number of queries that does not grow."""
        return self.select_related("unit", "speaker", "settled_by", "page")
