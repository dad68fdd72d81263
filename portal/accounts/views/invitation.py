from django.conf import settings
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy

from portal.accounts.invitation_links import invitation_tokens


class AcceptInvitation(PasswordResetConfirmView):
    """Lets an invited person set a first password and takes them straight to their desk."""

    template_name = "accounts/accept_invitation.html"
    token_generator = invitation_tokens
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"
    success_url = reverse_lazy("wagtailadmin_home")
    extra_context = {"days": settings.INVITATION_DAYS}

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None
