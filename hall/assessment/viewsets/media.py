"""The stylesheets of the screens."""

from django.forms import Media

MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in ["boards", "form_errors", "assessment"]]}
)
