from django.urls import path

from hall.campaigns.survey import views

urlpatterns = [
    path("surveys/<int:page_id>/", views.answer, name="answer_survey"),
    path("surveys/<int:page_id>/crossed/", views.crossed, name="crossed_survey"),
]
