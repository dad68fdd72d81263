from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    """While a text is under review only those who review it at this step may correct it."""

    def get_message(self, user):
        if self.for_user(user):
            return _("This text is under review. Take it back first if it must change.")
        return _(
            "You may correct this text. Whoever changes it does not approve it, and it is reviewed anew."
        )
