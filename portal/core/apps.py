from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Portal")

    def ready(self):
        from portal.core import lookups, mail_duty, receivers, signed_in_mark  # noqa: F401

        post_migrate.connect(receivers.fill_calendar, sender=self)
