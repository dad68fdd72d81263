"""`manage.py update_index`: Wagtail's own, then what posts are found by on the portal, and what floors above keep."""

from wagtail.search.management.commands.update_index import Command as UpdateIndex

from hall.models import TimelineEntry
from hall.services import make_findable
from hall.signals import index_rebuilt

BATCH = 500


class Command(UpdateIndex):
    def handle(self, **options):
        super().handle(**options)
        if options["schema_only"]:
            return
        last, count = 0, 0
        while batch := self.after(last):
            make_findable(entries=batch)
            last, count = batch[-1].pk, count + len(batch)
        self.write(f"portal: indexed {count} posts")
        index_rebuilt.send(type(self), write=self.write)

    def after(self, pk: int) -> list[TimelineEntry]:
        return list(TimelineEntry.objects.select_related("post").filter(pk__gt=pk).order_by("pk")[:BATCH])
