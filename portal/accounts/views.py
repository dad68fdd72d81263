from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy


class AcceptInvitation(PasswordResetConfirmView):
    """Lets an invited person set a first password and takes them straight to their desk."""

    template_name = "accounts/accept_invitation.html"
    post_reset_login = True
    success_url = reverse_lazy("wagtailadmin_home")
