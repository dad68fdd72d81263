"""The form of an activity in Wagtail's editor."""

from django.utils.translation import ngettext

from hall.campaigns.editor import EventForm


class ActivityForm(EventForm):
    """What one activity alone cannot know: how many have a place already."""

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        taken = self.instance.seats.taken if hasattr(self.instance, "seats") else 0
        if capacity is not None and capacity < taken:
            words = ngettext(
                "%(taken)d place is taken already, and whoever has one keeps it. Give at least this number.",
                "%(taken)d places are taken already, and whoever has one keeps it. Give at least this number.",
                taken,
            )
            self.add_error("capacity", words % {"taken": taken})
        return capacity
