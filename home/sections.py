"""What stands on the front page, one function a section."""

from django.utils import timezone

from hall import timelines
from hall.enums import FeedView
from hall.models import HallPage
from portal.core.pagination import Slice
from units.models import UnitPage
from units.onboarding.models import Batch


def front_page() -> dict:
    hall = HallPage.objects.select_related("head").first()
    lead = timelines.newest_of_head(hall.head)
    feed = timelines.hall_feed(view=FeedView.ALL, head=hall.head)
    return {
        "hall": hall,
        "views": FeedView,
        "lead": lead,
        "feed": Slice([entry for entry in feed.entries if entry != lead], feed.older),
        "pulse": timelines.pulse(timezone.localtime()),
        "hot": timelines.hot_ranking(),
        "hashtags": timelines.newest_hashtags(),
        "hot_pictures": timelines.hot_pictures(),
        "units": list(UnitPage.objects.live().for_directory()),
        "batch": Batch.objects.current(),
    }
