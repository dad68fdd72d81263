"""What is left to the background: letters, since a mail server may be slow or away."""

from smtplib import SMTPException

from django.utils import timezone
from django_tasks import task

from portal.accounts.invitations import send_letter
from portal.accounts.models import Invitation

FAILURE_LIMIT = 300


@task()
def send_invitation(invitation_id: int) -> None:
    """Send one letter and write down what became of it: a letter that fails must not stop the others."""
    invitation = Invitation.objects.select_related("user", "invited_by").filter(pk=invitation_id).first()
    if invitation is None:
        return
    try:
        send_letter(invitation)
    except (SMTPException, OSError, ValueError) as failure:
        invitation.failure = str(failure)[:FAILURE_LIMIT] or type(failure).__name__
    else:
        invitation.sent_at, invitation.failure = timezone.now(), ""
    invitation.save(update_fields=["sent_at", "failure"])
