from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal.core.references import keep_out_of_reference_index


class AssessmentConfig(AppConfig):
    name = "hall.assessment"
    label = "assessment"
    verbose_name = _("Assessment")

    def ready(self):
        from hall.assessment import duties, receivers  # noqa: F401
        from hall.assessment.reports import duties as report_duties  # noqa: F401
        from hall.assessment.training import duties as training_duties  # noqa: F401
        from hall.assessment.training import personal_data  # noqa: F401

        post_migrate.connect(receivers.bring_schemes, sender=self)
        keep_out_of_reference_index(self)
