from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core.references import keep_out_of_reference_index


class ConcernsConfig(AppConfig):
    name = "hall.concerns"
    label = "concerns"
    verbose_name = _("Concerns")

    def ready(self):
        from hall.concerns import duties, personal_data, receivers, sections  # noqa: F401
        from hall.concerns.answering import duties as answering_duties  # noqa: F401
        from hall.concerns.answering import receivers as answering_receivers  # noqa: F401
        from hall.concerns.showing import receivers as showing_receivers  # noqa: F401

        keep_out_of_reference_index(self)
