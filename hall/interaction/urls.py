from django.urls import path

from hall.interaction.sharing import views as sharing
from hall.interaction.views import threads

urlpatterns = [
    path("share/<int:page_id>/", sharing.share, name="share"),
    path("share/<int:page_id>/code.<slug:kind>", sharing.code, name="share_code"),
    path("comments/<int:comment_id>/", threads.thread, name="comment"),
    path("comments/on/<int:page_id>/", threads.more_threads, name="comments_on"),
]
