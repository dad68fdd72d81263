"""Facts that the people's floor hears."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from portal.accounts.models import Invitation, User
from portal.accounts.personal_data import forget_all
from portal.core.models import OutgoingMail
from portal.core.signals import mail_tried

FAILURE_LIMIT = Invitation._meta.get_field("failure").max_length


@receiver(mail_tried, sender=OutgoingMail)
def note_whether_the_invitation_went(mail, **kwargs):
    invitations = Invitation.objects.filter(mail=mail)
    invitations.update(sent_at=mail.sent_at, failure=mail.error[:FAILURE_LIMIT])


@receiver(pre_delete, sender=User)
def forget_whoever_goes(instance, **kwargs):
    """Take the person out of everything, whoever deletes them: they themselves, or an administrator in the list."""
    forget_all(instance)
