from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core.references import keep_out_of_reference_index


class InteractionConfig(AppConfig):
    name = "hall.interaction"
    label = "interaction"
    verbose_name = _("Interaction")

    def ready(self):
        from hall.interaction import duties, own_words, personal, receivers, sections  # noqa: F401
        from hall.interaction.mentioning import receivers as mentioning_receivers  # noqa: F401
        from hall.interaction.moderating import duties as moderating_duties  # noqa: F401

        keep_out_of_reference_index(self)
