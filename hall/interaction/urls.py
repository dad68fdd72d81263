from django.urls import path

from hall.interaction.sharing import views as sharing

urlpatterns = [
    path("share/<int:page_id>/", sharing.share, name="share"),
    path("share/<int:page_id>/code.<slug:kind>", sharing.code, name="share_code"),
]
