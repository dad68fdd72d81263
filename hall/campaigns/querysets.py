from django.db.models import F, Max, Q, QuerySet

from hall.campaigns.enums import HostState, Phase


class EventEntryQuerySet(QuerySet):
    def in_phase(self, phase: Phase, now):
        """Events that stand so at `now`, as `phases.phase_at` tells of one."""
        if phase == Phase.UPCOMING:
            return self.filter(opens_at__gt=now)
        if phase == Phase.CLOSED:
            return self.filter(opens_at__lte=now, closes_at__lte=now)
        return self.filter(opens_at__lte=now).filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now))

    def hosted_by(self, unit):
        """Events of campaigns that a unit leads or hosts with others."""
        rows = unit.hosted_campaigns.filter(state=HostState.HOSTING).values("campaign")
        return self.filter(Q(unit=unit) | Q(campaign__in=rows))

    def for_cards(self):
        """Entries with all that a card shows, in a number of queries that does not grow."""
        return self.select_related("page", "unit", "cover").prefetch_related("cover__renditions")

    def by_opening(self):
        """For a feed that goes back in time: the time it counts in is the opening."""
        return self.annotate(published_at=F("opens_at"))

    def standing(self):
        """Events that were not called off."""
        return self.filter(called_off="")


class LiveEntryQuerySet(QuerySet):
    def for_readers(self):
        """Entries with all that a reader sees, in a number of queries that does not grow."""
        return self.select_related("image", "media").prefetch_related("image__renditions")

    def next_number(self) -> int:
        """Return the place of the next entry. Ask under the lock of the report."""
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1

    def next_change(self) -> int:
        return (self.aggregate(last=Max("change"))["last"] or 0) + 1
