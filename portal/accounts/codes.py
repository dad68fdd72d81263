"""How a code reaches somebody. E-mail ships; the setting CODE_DELIVERY names another way, such as SMS."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import may_reach_admin
from portal.core.models import PortalSettings
from portal.core.outbox import post_mail

CODE_MINUTES = 10


@dataclass(frozen=True)
class Message:
    """What is sent. `short` says the same in one line, where few characters fit."""

    subject: str
    body: str
    short: str


class CodeDelivery:
    """A way to reach somebody who wants to sign in. Subclass it and name the class in CODE_DELIVERY.

    `field` asks for the address of this way and refuses what is none. `email_of` says which account an address
    belongs to: accounts are known by e-mail address, and letters about answers go there. `deliver` sends; it is
    called in a request and must hand over to the background whatever may take long, and must take the same time for
    every message. Whether an address is known must not show.
    """

    def field(self) -> forms.Field:
        raise NotImplementedError

    def email_of(self, address: str) -> str:
        raise NotImplementedError

    def deliver(self, *, address: str, message: Message, now: datetime) -> None:
        raise NotImplementedError


class EmailDelivery(CodeDelivery):
    """Sends codes as letters through the outbox."""

    def field(self):
        return forms.EmailField(
            label=_("Your e-mail address"),
            max_length=User._meta.get_field("email").max_length,
            widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        )

    def email_of(self, address):
        return address.lower()

    def deliver(self, *, address, message, now):
        post_mail(to=address, subject=message.subject, body=message.body, now=now)


def delivery() -> CodeDelivery:
    """Return the way that the setting names."""
    return import_string(settings.CODE_DELIVERY)()


def message_for(user: User | None, code: str) -> Message:
    """Write to whoever asked for a code. Staff and people who are switched off are told so, in place of a code."""
    if user and not user.is_active:
        kind = "switched_off"
    elif user and may_reach_admin(user):
        kind = "staff_door"
    else:
        kind = "code"
    context = {
        "code": code,
        "minutes": CODE_MINUTES,
        "staff_url": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_login"),
        "portal": PortalSettings.load(),
    }
    return Message(
        subject=render_to_string(f"accounts/mail/{kind}_subject.txt", context).strip(),
        body=render_to_string(f"accounts/mail/{kind}.txt", context).strip() + "\n",
        short=render_to_string(f"accounts/mail/{kind}_short.txt", context).strip(),
    )
