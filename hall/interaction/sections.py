"""What the public's floor adds to `/me/`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.me import register_me_section

register_me_section(pgettext_lazy("of what is followed", "Timeline"), "me", order=10)
register_me_section(_("Following"), "me_follows", order=20)
register_me_section(pgettext_lazy("of the public", "Comments"), "me_comments", order=30)
