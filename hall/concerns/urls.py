from django.urls import include, path

from hall.concerns.asking import views as asking

urlpatterns = [
    path("ask/track/", asking.track, name="track_concern"),
    path("ask/c/<slug:number>/", asking.own, name="own_concern"),
    path("ask/c/<slug:number>/do/<slug:verb>/", asking.act, name="act_on_concern"),
    path("ask/c/<slug:number>/pictures/<int:picture_id>/", asking.picture, name="own_concern_picture"),
    path("ask/c/<slug:number>/<slug:code>/", asking.open_concern, name="open_concern"),
    path("ask/", include("hall.concerns.public.urls")),
]
