from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Front page")

    def ready(self):
        from home import receivers

        # The portal needs the permissions of every app, and each app makes its own when its turn comes.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(receivers.build_portal, sender=last)
