from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "hall.campaigns"
    label = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self):
        from hall.campaigns import keeping, receivers  # noqa: F401
        from hall.campaigns.activity import duties as activity_duties  # noqa: F401
        from hall.campaigns.activity import personal_data as activity_data  # noqa: F401
        from hall.campaigns.activity import receivers as activity_receivers  # noqa: F401
        from hall.campaigns.charity import personal_data  # noqa: F401
        from hall.campaigns.collection import personal_data as collection_data  # noqa: F401
        from hall.campaigns.interview import personal_data as interview_data  # noqa: F401
        from hall.campaigns.survey import personal_data as survey_data  # noqa: F401
        from hall.campaigns.topic import receivers as topic_receivers  # noqa: F401

        post_migrate.connect(receivers.bring_patterns, sender=self)
