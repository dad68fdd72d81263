"""What stands on the front page, one function a section."""

from django.utils import timezone

from hall import timelines
from hall.enums import FeedView
from hall.models import HallPage
from units.models import UnitPage


def front_page() -> dict:
    hall = HallPage.objects.select_related("head").first()
    return {
        "hall": hall,
        "pulse": timelines.pulse(timezone.localtime()),
        "feed": timelines.hall_feed(view=FeedView.ALL, head=hall.head),
        "hot": timelines.hot_ranking(),
        "hashtags": timelines.newest_hashtags(),
        "units": UnitPage.objects.live().for_directory(),
    }
