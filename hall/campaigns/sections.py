"""What this floor adds to `/me/`."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.me import register_me_section

register_me_section(_("My events"), "me_events", order=50)
