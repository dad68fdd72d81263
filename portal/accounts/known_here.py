"""What the people's floor knows about a person."""

from portal.accounts.models import User
from portal.accounts.personal_data import register_personal_data
from portal.core.models import OutgoingMail


def collect_account(user: User) -> list[dict]:
    return [
        {
            "email": user.email,
            "name": user.get_full_name(),
            "nickname": user.nickname,
            "nickname_chosen_at": user.nickname_chosen_at,
            "joined_at": user.date_joined,
            "last_signed_in_at": user.last_login,
        }
    ]


def forget_account(user: User) -> None:
    """Nothing stays of the account: its row goes."""


def collect_letters(user: User) -> list[dict]:
    letters = OutgoingMail.objects.filter(to=user.email).order_by("written_at")
    return list(letters.values("subject", "written_at", "sent_at"))


def forget_letters(user: User) -> None:
    OutgoingMail.objects.filter(to=user.email).delete()


register_personal_data("account", collect=collect_account, forget=forget_account)
register_personal_data("letters", collect=collect_letters, forget=forget_letters)
