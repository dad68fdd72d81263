from django.urls import path

from hall.campaigns.activity import calendars, views

urlpatterns = [
    path("calendar.ics", calendars.calendar_feed, name="calendar_feed"),
    path("calendar/<slug:code>.ics", calendars.calendar_feed, name="unit_calendar_feed"),
    path("activities/<int:page_id>/calendar.ics", calendars.activity_calendar, name="activity_calendar"),
    path("activities/<int:page_id>/sign-up/", views.sign_up, name="sign_up"),
    path("activities/<int:page_id>/mine/", views.my_sign_up, name="my_sign_up"),
    path("sign-ups/<slug:secret>/", views.own_sign_up, name="own_sign_up"),
    path("sign-ups/<slug:secret>/check-in/", views.check_in_ticket, name="check_in_ticket"),
    path("sign-ups/<slug:secret>/cancel/", views.cancel_sign_up, name="cancel_sign_up"),
]
