from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Front page")

    def ready(self):
        from home import receivers

        post_migrate.connect(receivers.build_portal, sender=self)
