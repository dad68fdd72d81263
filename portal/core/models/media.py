from wagtailmedia.models import AbstractMedia


class PortalMedia(AbstractMedia):
    """A video or audio clip in a unit's collection."""

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "tags",
    )
