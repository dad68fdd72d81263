"""On the home page of the staff: the next sessions, and whether this year's training is done."""

from django.forms import Media
from django.utils import timezone
from wagtail.admin.ui.components import Component

from hall.assessment.training.queries import coming_seats, is_trained
from portal.core.workdays import local_day


class TrainingPanel(Component):
    name = "training"
    order = 130
    template_name = "assessment/training/panel.html"
    # Only what it shows: a list of all the screens' sheets would contradict the order of another panel.
    media = Media(css={"all": ["portal/css/admin/boards.css", "portal/css/admin/training.css"]})

    def get_context_data(self, parent_context):
        user, now = parent_context["request"].user, timezone.now()
        return {"seats": coming_seats(user, now), "is_trained": is_trained(user, local_day(now).year)}
