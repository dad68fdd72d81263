from django.urls import path

from hall.campaigns.collection import views

urlpatterns = [
    path("submit/", views.submit, name="collection_submit"),
    path("vote/", views.vote, name="collection_vote"),
    path("pictures/<int:picture_id>/", views.picture, name="collection_picture"),
    path("clips/<int:submission_id>/", views.clip, name="collection_clip"),
]
