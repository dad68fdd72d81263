from django.urls import path

from portal.accounts.views import AcceptInvitation

urlpatterns = [
    path("invitation/<uidb64>/<token>/", AcceptInvitation.as_view(), name="accept_invitation"),
]
