from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_post_actions(actions):
    actions.register_action("hall.withdraw", _("Withdraw"), _("The post was withdrawn"))
