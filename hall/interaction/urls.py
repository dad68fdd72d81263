from django.urls import path

from hall.interaction.comment_mail import views as comment_mail
from hall.interaction.digest import views as digest
from hall.interaction.following import views as following
from hall.interaction.liking import views as liking
from hall.interaction.sharing import views as sharing
from hall.interaction.views import own, threads, writing

urlpatterns = [
    path("like/<int:page_id>/", liking.like, name="like"),
    path("likes/mine/", liking.my_likes, name="my_likes"),
    path("follow/all/", following.follow_all, name="follow_all"),
    path("follow/all/mine/", following.my_follow_all, name="my_follow_all"),
    path("follow/<slug:kind>/<int:key>/", following.follow, name="follow"),
    path("follow/<slug:kind>/<int:key>/mine/", following.my_follow, name="my_follow"),
    path("me/", following.me, name="me"),
    path("me/follows/", following.me_follows, name="me_follows"),
    path("me/digest/", digest.choose_digest, name="me_digest"),
    path("mail/stop/<str:token>/", digest.stop, name="mail_stop"),
    path("me/comment-mail/", comment_mail.choose, name="me_comment_mail"),
    path("mail/stop/<str:token>/comments/", comment_mail.stop, name="comment_mail_stop"),
    path("share/<int:page_id>/", sharing.share, name="share"),
    path("share/<int:page_id>/code.<slug:kind>", sharing.code, name="share_code"),
    path("comments/<int:comment_id>/", threads.thread, name="comment"),
    path("comments/on/<int:page_id>/", threads.more_threads, name="comments_on"),
    path("comments/write/<int:page_id>/", writing.WriteComment.as_view(), name="write_comment"),
    path("comments/mine/<int:page_id>/", writing.own_part, name="own_comments"),
    path("me/comments/", own.me_comments, name="me_comments"),
    path("me/comments/<int:comment_id>/withdraw/", own.withdraw, name="withdraw_comment"),
]
