from django.urls import path

from hall import views

urlpatterns = [
    path("topics/<path:slug>/", views.hashtag, name="hashtag"),
]
