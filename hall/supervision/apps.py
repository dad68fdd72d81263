from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core.references import keep_out_of_reference_index


class SupervisionConfig(AppConfig):
    name = "hall.supervision"
    label = "supervision"
    verbose_name = _("Supervision")

    def ready(self):
        from hall.supervision import duties  # noqa: F401
        from hall.supervision.accountability import duties as accountability_duties  # noqa: F401
        from hall.supervision.accountability import personal_data  # noqa: F401
        from hall.supervision.opinion import duties as opinion_duties  # noqa: F401
        from hall.supervision.opinion import receivers  # noqa: F401
        from hall.supervision.watches import of_comments, of_concerns, of_opinion, of_posts  # noqa: F401

        keep_out_of_reference_index(self)
