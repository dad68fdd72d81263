"""What is done for people: finding or making one by e-mail, and inviting one in."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.accounts.goodbye import post_goodbye
from portal.accounts.invitations import post_letter
from portal.accounts.models import Invitation, User
from portal.accounts.names import fold_nickname, tidy_nickname, why_not_nickname, why_not_rename
from portal.accounts.permissions import why_not_delete_account, why_not_invite
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused, refuse_if


@transaction.atomic
def find_or_create_person(*, email: str, last_name: str = "", first_name: str = "") -> tuple[User, bool]:
    """Return the person with this address and whether they are new. A new person has no password yet."""
    return User.objects.get_or_create(
        email=email.strip().lower(), defaults={"last_name": last_name, "first_name": first_name}
    )


@transaction.atomic
def find_or_create_citizen(*, email: str) -> User:
    """Return the person with this address, which has just proved itself. A new one has no password, ever."""
    nobodys = User(email=email)
    nobodys.set_unusable_password()
    user, _is_new = User.objects.get_or_create(email=email, defaults={"password": nobodys.password})
    return user


@transaction.atomic
def invite(*, user: User, duties: str, now: datetime, by: User | None = None) -> Invitation:
    """Write to `user` with the link to set a first password; the letter goes out once all else is saved.

    `duties` says what they were made responsible for, one sentence a line. Raises `Refused` for somebody who has
    signed in already. Inviting again replaces the invitation before, and its letter if that still waits.
    """
    refuse_if(why_not_invite(user))
    if user.last_login:
        # A citizen until now: a session that a mailbox opened must not become one of staff.
        end_all_sessions(user=user, now=now)
    invitation, _is_new = Invitation.objects.update_or_create(
        user=user,
        defaults={"duties": duties, "invited_by": by, "invited_at": now, "sent_at": None, "failure": ""},
    )
    if invitation.mail_id:
        OutgoingMail.objects.filter(pk=invitation.mail_id, sent_at=None).delete()
    invitation.mail = post_letter(invitation)
    invitation.save(update_fields=["mail"])
    return invitation


@transaction.atomic
def choose_nickname(*, user: User, nickname: str, now: datetime) -> User:
    """Call `user` so from now on. Raises `Refused` for a name that nobody may have, or that somebody has."""
    user = User.objects.select_for_update().get(pk=user.pk)
    nickname = tidy_nickname(nickname)
    if nickname == user.nickname:
        return user
    refuse_if(why_not_nickname(nickname) or why_not_rename(user, now))
    user.nickname_is_first = not user.nickname
    user.nickname, user.nickname_folded, user.nickname_chosen_at = nickname, fold_nickname(nickname), now
    try:
        with transaction.atomic():
            user.save(
                update_fields=["nickname", "nickname_folded", "nickname_chosen_at", "nickname_is_first"]
            )
    except IntegrityError as taken:
        raise Refused([_("Somebody has this nickname already, or one that looks like it.")]) from taken
    return user


@transaction.atomic
def end_all_sessions(*, user: User, now: datetime) -> None:
    """Sign `user` out in every browser: what a session is checked against changes."""
    User.objects.filter(pk=user.pk).update(signed_out_at=now)


@transaction.atomic
def delete_account(*, user: User, now: datetime) -> None:
    """Delete the account at once, which forgets `user`, and write a last letter. Raises `Refused` for staff."""
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(why_not_delete_account(user))
    try:
        user.delete()
    except ProtectedError as kept:
        raise Refused(
            [
                _(
                    "You worked here: what you approved is on record. Please ask the hall desk to close your account."
                )
            ]
        ) from kept
    post_goodbye(user, now=now)
