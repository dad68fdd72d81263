from django.urls import path

from hall import views

urlpatterns = [
    path("reposts/<int:post_id>/", views.reposts, name="reposts"),
    path("topics/<path:slug>/", views.hashtag, name="hashtag"),
]
