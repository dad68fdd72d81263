"""What the public's floor adds to `/me/`."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.me import register_me_section

register_me_section(_("Timeline"), "me", order=10)
register_me_section(_("Following"), "me_follows", order=20)
register_me_section(_("Comments"), "me_comments", order=30)
