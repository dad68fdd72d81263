"""Which page type stands for which kind of event. A format joins by having a page type with its `kind`."""

from django.apps import apps

from hall.campaigns.enums import EventKind
from hall.campaigns.models import EventPage


def formats() -> dict[EventKind, type[EventPage]]:
    """Return the page type of each kind, in the order of the kinds."""
    types = {
        model.kind: model
        for model in apps.get_app_config("campaigns").get_models()
        if issubclass(model, EventPage)
    }
    return {kind: types[kind] for kind in EventKind if kind in types}
