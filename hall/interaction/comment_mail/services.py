"""The one verb: a person chooses whether there is mail about their own comments."""

from datetime import datetime

from django.db import transaction

from hall.interaction.comment_mail.queries import wants_comment_mail
from hall.interaction.models import CommentMailChoice
from portal.accounts.models import User


@transaction.atomic
def choose_comment_mail(*, user_id: int, is_wanted: bool, now: datetime) -> None:
    """Keep the choice of a person; whoever has left has none. Choosing the same again changes nothing."""
    person = User.objects.select_for_update().filter(pk=user_id).first()
    if person and wants_comment_mail(person.pk) != is_wanted:
        CommentMailChoice.objects.update_or_create(
            user=person, defaults={"is_wanted": is_wanted, "chosen_at": now}
        )
