"""What this floor hears from below, and from itself."""

from django.dispatch import receiver

from hall.concerns import notifications
from hall.concerns.codes import new_code
from hall.concerns.inbox_index import rebuild_index
from hall.concerns.models.concern import SUBJECT_LIMIT
from hall.concerns.services import receive, tell_followers
from hall.concerns.signals import concern_recorded
from hall.signals import index_rebuilt, question_found, words_shown
from portal.accounts.names import shown_name
from portal.core.plain_text import cut


@receiver(concern_recorded)
def tell_who_asked(event, **kwargs):
    """Write to who asked about what has just happened."""
    notifications.tell_asker(event)


@receiver(words_shown)
def tell_who_follows(kind, key, at, **kwargs):
    if kind == "answer":
        tell_followers(concern_id=key, now=at)


@receiver(index_rebuilt)
def write_index_anew(write, **kwargs):
    write(f"inbox: indexed {rebuild_index()} concerns")


@receiver(question_found)
def make_a_concern(text, unit, asker, page, by, now, **kwargs):
    """Make a public concern of what somebody wrote in public, and return its address."""
    concern = receive(
        subject=cut(text.strip().split("\n")[0], SUBJECT_LIMIT),
        text=text,
        is_private=False,
        code=new_code(),
        unit=unit,
        asker=asker,
        asker_name=shown_name(asker) if asker else "",
        page=page,
        now=now,
    )
    return concern.get_absolute_url()
