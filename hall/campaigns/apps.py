from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "hall.campaigns"
    label = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self):
        from hall.campaigns import personal_data, receivers, sections  # noqa: F401
        from hall.campaigns.activity import duties as activity_duties  # noqa: F401
        from hall.campaigns.activity import receivers as activity_receivers  # noqa: F401
        from hall.campaigns.collection import receivers as collection_receivers  # noqa: F401
        from hall.campaigns.reminding import duties as reminding_duties  # noqa: F401
        from hall.campaigns.topic import receivers as topic_receivers  # noqa: F401

        personal_data.register_formats()
        post_migrate.connect(receivers.bring_patterns, sender=self)
