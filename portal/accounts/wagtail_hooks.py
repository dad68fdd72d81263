from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from portal.accounts.bulk_actions import people_actions
from portal.accounts.permissions import why_not_reset_second_factor
from portal.accounts.views.reset_second_factor import ResetSecondFactor

# Later registrations take the place of earlier ones: after Wagtail's own.
LAST = 1000


@hooks.register("register_log_actions")
def register_second_factor_actions(actions):
    for name, label, message in [
        ("add", _("Add second factor"), _("An app or a passkey was added")),
        ("remove", _("Remove second factor"), _("An app or a passkey was removed")),
        ("codes", _("Renew recovery codes"), _("The recovery codes were renewed")),
        ("reset", _("Reset second factor"), _("The second factor was reset by an administrator")),
    ]:
        actions.register_action(f"accounts.second_factor.{name}", label, message)


@hooks.register("register_account_menu_item")
def lead_to_own_second_factor(request):
    return {
        "url": reverse("own_second_factor"),
        "label": _("Second step of signing in"),
        "help_text": _("Your app, your passkeys and your recovery codes."),
    }


@hooks.register("register_admin_urls")
def register_reset():
    return [
        path("users/<int:user_id>/second-factor/", ResetSecondFactor.as_view(), name="reset_second_factor")
    ]


@hooks.register("register_user_listing_buttons")
def offer_reset(user, request_user):
    if not why_not_reset_second_factor(request_user, user):
        yield Button(
            _("Reset second factor"),
            reverse("reset_second_factor", args=[user.pk]),
            icon_name="undo",
            priority=50,
        )


for action in people_actions():
    hooks.register("register_bulk_action", action, order=LAST)
