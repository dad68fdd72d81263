from django.urls import path

from hall.campaigns.charity import views

urlpatterns = [
    path("", views.give, name="charity_give"),
]
