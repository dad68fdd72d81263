from django.urls import path, re_path

from hall.concerns.public import views

NUMBER = r"(?P<number>[0-9]{8}-[0-9]{4,9})"

urlpatterns = [
    path("", views.concerns, name="concerns"),
    path("similar/", views.similar, name="similar_concerns"),
    re_path(rf"^{NUMBER}/$", views.concern, name="concern"),
    re_path(rf"^{NUMBER}/picture/(?P<picture_id>[0-9]{{1,18}})/$", views.picture, name="concern_picture"),
]
