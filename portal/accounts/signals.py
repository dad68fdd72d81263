"""Facts and questions of the people's floor."""

from django.dispatch import Signal

# Somebody wants to be called so. Sends `folded` (see `names.fold_nickname`); a receiver whose floor has taken the name
# already answers with a sentence that says why not, any other with "".
nickname_wanted = Signal()
