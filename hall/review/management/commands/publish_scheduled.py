from django.core.management.base import BaseCommand
from django.utils import timezone

from hall.review.releases.due import release_due


class Command(BaseCommand):
    help = "Release what is due now, once. `keep_time` does the same every second; this stands in Wagtail's place."

    def handle(self, *args, **options):
        release_due(now=timezone.now())
