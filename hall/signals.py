"""Facts the hall announces. They are sent inside the transaction."""

from django.dispatch import Signal

# The composer has kept a version of a post. Sends `post` (PostPage), `person` (User) and `sent` (QueryDict): the whole
# form, with the fields that other floors have added to it.
post_composed = Signal()

# A public post was taken off the portal. Sends `post`, `withdrawal` (Withdrawal) and `revision`, which readers saw.
post_withdrawn = Signal()

# Words became public: a post, a comment, an answer. Sends `kind` ("post", "comment", "answer"), `key` (its number),
# `text`, `page` (the page it stands on, or None), `address`, `unit` (the unit that speaks, or None for a citizen),
# `name` (who speaks, as readers see it) and `at`. Sent again when the words change. Nothing private is ever sent.
words_shown = Signal()

# Words are public no more. Sends `kind` and `key`.
words_hidden = Signal()

# The indexes of the search are written anew. Sends `write`, which takes a line to say.
index_rebuilt = Signal()

# Somebody of a unit found a question for a unit in what the public wrote. Sends `text`, `unit`, `asker` (User or
# None), `page` (where it was asked, or None), `by` (User) and `now`; who makes a concern of it answers its address.
question_found = Signal()
