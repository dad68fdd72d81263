from django.db.models import Count, F, Q, QuerySet


class BatchQuerySet(QuerySet):
    def counted(self):
        """Batches with how many of their units are `live`, of how many in `total`; due first, first."""
        counted = self.annotate(
            total=Count("places"), live=Count("places", filter=Q(places__unit__live=True))
        )
        # A query that counts forgets the order of the model.
        return counted.order_by(F("due_on").asc(nulls_last=True), "pk")

    def current(self):
        """Return the batch that is due first among those that are not complete, counted, or None."""
        return self.counted().filter(total__gt=F("live")).first()
