from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HallConfig(AppConfig):
    name = "hall"
    label = "hall"
    verbose_name = _("Hall")

    def ready(self):
        from hall import receivers

        post_migrate.connect(receivers.bring_categories, sender=self)
