from django.urls import path, re_path

from hall.assessment import views
from hall.assessment.training.views import certified

MONTH = r"(?P<month>[0-9]{4}-[0-9]{2})"

urlpatterns = [
    path("board/", views.board, name="board"),
    re_path(rf"^board/{MONTH}/$", views.month, name="board_month"),
    re_path(rf"^board/{MONTH}/table\.(?P<form>csv|xlsx)$", views.table, name="board_table"),
    re_path(rf"^board/{MONTH}/(?P<code>[A-Za-z0-9-]+)/$", views.card, name="board_card"),
    re_path(r"^training/(?P<code>[0-9a-f]{16})/$", certified, name="training_certified"),
]
