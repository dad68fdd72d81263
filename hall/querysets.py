from django.db.models import QuerySet

PICTURES = "post__pictures__image__renditions"


class TimelineQuerySet(QuerySet):
    def for_cards(self):
        """Entries with all that a post card shows, in a number of queries that does not grow."""
        return self.select_related(
            "category",
            "unit__avatar",
            "post__media",
            "post__repost_of__timeline_entry__unit__avatar",
        ).prefetch_related(
            PICTURES, "post__repost_of__pictures__image__renditions", "unit__avatar__renditions"
        )

    def of_unit(self, unit):
        return self.filter(unit=unit)

    def with_visuals(self):
        return self.filter(has_visuals=True)

    def hottest(self):
        return self.order_by("-heat")
