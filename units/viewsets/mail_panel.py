"""On the home page of the hall desk: letters that the mail server does not take."""

from wagtail.admin.ui.components import Component

from portal.core import outbox


class MailTroublePanel(Component):
    """Says nothing while all letters go out."""

    name = "mail_trouble"
    order = 10
    template_name = "units/mail_trouble.html"

    def get_context_data(self, parent_context):
        return {"trouble": outbox.trouble()}
