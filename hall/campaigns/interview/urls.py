from django.urls import path

from hall.campaigns.interview import views

urlpatterns = [
    path("ask/", views.AskView.as_view(), name="interview_ask"),
    path("own/", views.own_part, name="interview_own"),
    path("talk/", views.talk, name="interview_talk"),
    path("transcript.txt", views.transcript, name="interview_transcript"),
]
