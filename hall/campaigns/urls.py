from django.urls import path

from hall.campaigns import views

urlpatterns = [
    path("campaigns/", views.events, name="events"),
]
