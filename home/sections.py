"""What stands on the front page, one function a section."""

from django.db.models import Count, F, Q
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
        "batch": current_batch(),
    }


def current_batch() -> Batch | None:
    """Return the first batch that is not complete, with how many of its units are `live`, of how many in `total`."""
    counted = Batch.objects.annotate(
        total=Count("places"), live=Count("places", filter=Q(places__unit__live=True))
    )
    return counted.annotate(waiting=F("total") - F("live")).filter(waiting__gt=0).first()
