from django.urls import path

from hall.campaigns.live import views

urlpatterns = [
    path("live/<int:page_id>/after/<int:change>/", views.entries_after, name="live_after"),
]
