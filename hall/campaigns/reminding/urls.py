from django.urls import path

from hall.campaigns.reminding import views

urlpatterns = [
    path("campaigns/<int:page_id>/remind/", views.remind_me, name="remind_me"),
    path("campaigns/<int:page_id>/remind/mine/", views.my_reminder, name="my_reminder"),
    path("mail/stop/<str:token>/events/", views.stop, name="event_reminders_stop"),
]
