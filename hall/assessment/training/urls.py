"""The addresses of the training in the admin."""

from django.urls import path

from hall.assessment.training import door_screens, screens

admin_urls = [
    path("training/", screens.TrainingView.as_view(), name="training"),
    path("training/report/", screens.ReportView.as_view(), name="training_report"),
    path("training/report/<slug:code>/", screens.TeamView.as_view(), name="training_team"),
    path("training/tickets/<str:secret>/", door_screens.TicketView.as_view(), name="training_ticket"),
    path("training/here/<str:secret>/", door_screens.HereView.as_view(), name="training_here"),
    path(
        "training/certificates/<int:seat_id>/",
        door_screens.CertificateView.as_view(),
        name="training_certificate",
    ),
    path("training/<int:session_id>/", screens.SessionView.as_view(), name="training_session"),
    path("training/<int:session_id>/door/", door_screens.DoorView.as_view(), name="training_door"),
    path("training/<int:session_id>/quiz/", door_screens.QuizView.as_view(), name="training_quiz"),
    path(
        "training/<int:session_id>/material/<int:material_id>/",
        screens.MaterialView.as_view(),
        name="training_material",
    ),
]
