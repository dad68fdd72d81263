"""What the people's floor knows about a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from portal.accounts.models import Invitation, User
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
            "signed_out_everywhere_at": user.signed_out_at,
        }
    ]


def collect_invitations(user: User) -> list[dict]:
    return list(Invitation.objects.filter(user=user).values("duties", "invited_at", "sent_at"))


def collect_ways_in(user: User) -> list[dict]:
    """Return what somebody signs in with besides the password; the secrets stay where they are."""
    ways = Authenticator.objects.filter(user=user).order_by("created_at", "pk")
    return list(ways.values("type", "created_at", "last_used_at"))


def collect_choices(user: User) -> list[dict]:
    """Return what somebody has chosen in the admin, if they were ever there."""
    return list(
        UserProfile.objects.filter(user=user).values("preferred_language", "current_time_zone", "theme")
    )


def go_with_the_account(user: User) -> None:
    """Nothing is left to do: these rows go with that of the person."""


def forget_account(user: User) -> None:
    """Take the addresses that allauth may have kept; the row of the person goes by itself.

    Lines of the admin's log about a citizen stay, without the name; those about staff are the hall's record.
    """
    EmailAddress.objects.filter(email__iexact=user.email).delete()
    if User.objects.not_staff().filter(pk=user.pk).exists():
        ModelLogEntry.objects.for_instance(user).update(label=f"{user.pk}")


def collect_letters(user: User) -> list[dict]:
    letters = OutgoingMail.objects.filter(to__iexact=user.email).order_by("written_at")
    return list(letters.values("subject", "written_at", "sent_at"))


def forget_letters(user: User) -> None:
    OutgoingMail.objects.filter(to__iexact=user.email).delete()


register_personal_data(
    "account",
    collect=collect_account,
    forget=forget_account,
    fields=("accounts.User.email", "account.EmailAddress.user", "account.EmailAddress.email"),
)
register_personal_data(
    "invitations",
    collect=collect_invitations,
    forget=go_with_the_account,
    fields=("accounts.Invitation.user",),
)
register_personal_data(
    "ways in", collect=collect_ways_in, forget=go_with_the_account, fields=("mfa.Authenticator.user",)
)
register_personal_data(
    "choices", collect=collect_choices, forget=go_with_the_account, fields=("wagtailusers.UserProfile.user",)
)
register_personal_data(
    "letters", collect=collect_letters, forget=forget_letters, fields=("core.OutgoingMail.to",)
)
