"""Facts that the people's floor hears."""

from django.dispatch import receiver

from portal.accounts.models import Invitation
from portal.core.models import OutgoingMail
from portal.core.signals import mail_tried

FAILURE_LIMIT = Invitation._meta.get_field("failure").max_length


@receiver(mail_tried, sender=OutgoingMail)
def note_whether_the_invitation_went(mail, **kwargs):
    invitations = Invitation.objects.filter(mail=mail)
    invitations.update(sent_at=mail.sent_at, failure=mail.error[:FAILURE_LIMIT])
