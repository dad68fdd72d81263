"""What an order by hand may be about: a concern by its number, or a post by its address. A citizen's words stay out."""

from urllib.parse import urlsplit

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.concerns.models import Concern
from hall.models import PostPage

LIMIT = 300


class AboutField(forms.CharField):
    """A concern's number or a post's address; cleaned, the facts about it as they are now."""

    def __init__(self, **options):
        super().__init__(
            max_length=LIMIT,
            required=False,
            label=gettext_lazy("About"),
            help_text=gettext_lazy(
                "The number of a concern or the address of a public post. May stay empty."
            ),
            **options,
        )

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return {}
        facts = about_concern(typed) or about_post(typed)
        if facts is None:
            raise forms.ValidationError(_("There is no concern of this number and no public post there."))
        return facts


def about_concern(number: str) -> dict | None:
    """Return what may be said of a concern, private or not: its number, its unit, its dates and where it stands."""
    concern = Concern.objects.filter(number=number).select_related("unit").first()
    if concern is None:
        return None
    facts = {
        "concern": concern.number,
        "state": concern.state,
        "received_at": concern.received_at.isoformat(),
        "due_on": concern.due_on.isoformat(),
        "unit": concern.unit.title if concern.unit else "",
        "link": reverse("concerns_concern", args=[concern.number]),
    }
    return {**facts, "public_link": concern.get_absolute_url()} if concern.is_public else facts


def about_post(address: str) -> dict | None:
    """Return what a public post is, by its address on this site."""
    try:
        slug = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return None
    post = PostPage.objects.live().filter(slug=slug).first() if slug else None
    if post is None:
        return None
    return {"post": post.pk, "title": post.title, "public_link": post.get_url()}
