from django.urls import path

from hall import views
from hall.post_tools import post_tools

urlpatterns = [
    path("posts/<int:post_id>/tools/", post_tools, name="hall_post_tools"),
    path("reposts/<int:post_id>/", views.reposts, name="reposts"),
    path("topics/<path:slug>/", views.hashtag, name="hashtag"),
]
