"""What who asked may do on the page of their concern: a form, and the verb that it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.concerns.asking.forms import MessageForm, NotSolvedForm, RatingForm, WordsForm
from hall.concerns.codes import token_of_message
from hall.concerns.models import Concern
from hall.concerns.permissions import (
    why_not_add_message,
    why_not_confirm,
    why_not_rate,
    why_not_reopen,
    why_not_withdraw,
)
from hall.concerns.services import add_message, confirm_solved, rate, reopen, withdraw
from portal.accounts.models import User


@dataclass(frozen=True)
class Act:
    """`do` answers what to say when it is done; `why_not` is asked by the page, `do` asks again."""

    form: Callable[..., forms.Form]
    do: Callable[[Concern, User | None, dict, datetime], str]
    why_not: Callable[[User, Concern, datetime], str]


# Whoever has come to the page has shown the code, or is the signed-in person who asked.
def say_message(concern, user, words, now):
    add_message(
        concern_id=concern.pk,
        user=user,
        text=words["text"],
        token=words["token"],
        pictures=token_of_message(words["token"]),
        now=now,
        holds_code=True,
    )
    return _("Added. The unit reads it with your question.")


def say_withdraw(concern, user, words, now):
    withdraw(concern_id=concern.pk, user=user, reason=words["text"], now=now, holds_code=True)
    return _("Your question is withdrawn.")


def say_solved(concern, user, words, now):
    confirm_solved(concern_id=concern.pk, user=user, rating=words["rating"], now=now, holds_code=True)
    return _("Thank you. The matter is closed.")


def say_rating(concern, user, words, now):
    rate(concern_id=concern.pk, user=user, rating=words["rating"], now=now, holds_code=True)
    return _("Thank you for rating the answer.")


def say_reopen(concern, user, words, now):
    reopen(
        concern_id=concern.pk,
        user=user,
        why=words["text"],
        rating=words["rating"],
        token=words["token"],
        now=now,
        holds_code=True,
    )
    return _("The unit looks at it again. The new deadline stands below.")


ACTS = {
    "message": Act(
        partial(MessageForm, label=gettext_lazy("What do you want to add?"), prefix="message"),
        say_message,
        lambda user, concern, now: why_not_add_message(user, concern, holds_code=True),
    ),
    "withdraw": Act(
        partial(WordsForm, label=gettext_lazy("Why, if you like to say"), is_needed=False, prefix="withdraw"),
        say_withdraw,
        lambda user, concern, now: why_not_withdraw(user, concern, holds_code=True),
    ),
    "solved": Act(
        partial(RatingForm, prefix="solved"),
        say_solved,
        lambda user, concern, now: why_not_confirm(user, concern, holds_code=True),
    ),
    "rate": Act(
        partial(RatingForm, is_needed=True, prefix="rate"),
        say_rating,
        lambda user, concern, now: why_not_rate(user, concern, holds_code=True),
    ),
    "reopen": Act(
        partial(NotSolvedForm, label=gettext_lazy("What is not solved?"), prefix="reopen"),
        say_reopen,
        lambda user, concern, now: why_not_reopen(user, concern, now, holds_code=True),
    ),
}
