"""Facts the hall announces. They are sent inside the transaction."""

from django.dispatch import Signal

# The composer has kept a version of a post. Sends `post` (PostPage), `person` (User) and `sent` (QueryDict): the whole
# form, with the fields that other floors have added to it.
post_composed = Signal()

# A public post was taken off the portal. Sends `post`, `withdrawal` (Withdrawal) and `revision`, which readers saw.
post_withdrawn = Signal()
