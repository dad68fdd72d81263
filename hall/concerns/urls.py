from django.urls import include, path

from hall.concerns.asking import me_views
from hall.concerns.asking import views as asking
from hall.concerns.asking.ask_views import ask

urlpatterns = [
    path("ask/new/", ask, name="ask"),
    path("ask/track/", asking.track, name="track_concern"),
    path("ask/c/<slug:number>/", asking.own, name="own_concern"),
    path("ask/c/<slug:number>/do/<slug:verb>/", asking.act, name="act_on_concern"),
    path("ask/c/<slug:number>/leave/", asking.leave, name="leave_concern"),
    path("ask/c/<slug:number>/pictures/<int:picture_id>/", asking.picture, name="own_concern_picture"),
    path("ask/c/<slug:number>/<slug:code>/", asking.open_concern, name="open_concern"),
    path("ask/<slug:number>/follow/", me_views.follow, name="follow_concern"),
    path("ask/<slug:number>/follow/mine/", me_views.my_follow, name="my_concern_follow"),
    path("me/concerns/", me_views.me_concerns, name="me_concerns"),
    path("ask/", include("hall.concerns.public.urls")),
]
