"""Facts the ground floor announces."""

from django.dispatch import Signal

# The mail server has answered a try to send a letter, or has not. Sends `mail` (OutgoingMail).
mail_tried = Signal()
