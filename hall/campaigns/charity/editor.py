"""The form of a charity in Wagtail's editor."""

from django.utils.translation import gettext as _

from hall.campaigns.editor import EventForm


class CharityForm(EventForm):
    """A goal for which somebody has pledged stays: those who gave would not find it again."""

    def clean(self):
        cleaned = super().clean()
        goals = self.formsets.get("goals")
        held = self.held_keys()
        for form in goals.forms if goals else []:
            if form.cleaned_data.get("DELETE") and form.instance.key in held:
                self.add_error(
                    None, _("People have pledged for “%(goal)s”, so it stays.") % {"goal": form.instance.name}
                )
        return cleaned

    def held_keys(self) -> set[str]:
        if not self.instance.pk:
            return set()
        return set(self.instance.tallies.filter(pledges__isnull=False).values_list("key", flat=True))
