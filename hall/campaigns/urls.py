from django.urls import include, path

from hall.campaigns import views
from hall.campaigns.own_events.views import me_events

urlpatterns = [
    path("campaigns/", views.events, name="events"),
    path("me/events/", me_events, name="me_events"),
    path("campaigns/interviews/<int:page_id>/", include("hall.campaigns.interview.urls")),
    path("campaigns/", include("hall.campaigns.activity.urls")),
    path("campaigns/<int:page_id>/give/", include("hall.campaigns.charity.urls")),
    path("", include("hall.campaigns.live.urls")),
    path("", include("hall.campaigns.survey.urls")),
    path("", include("hall.campaigns.reminding.urls")),
    path("campaigns/collections/<int:page_id>/", include("hall.campaigns.collection.urls")),
]
