from django.db.models import QuerySet


class FollowQuerySet(QuerySet):
    def of_units(self):
        """Follows of units that can be read now."""
        return self.filter(unit__live=True)

    def of_hashtags(self):
        return self.filter(hashtag__isnull=False)
