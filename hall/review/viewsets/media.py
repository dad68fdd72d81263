"""The stylesheets and the script of the reviewers' screens."""

from django.forms import Media
from django.forms.widgets import Script

STYLES = ["review_steps", "review_page", "review_queue", "speech_hints"]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[Script("portal/js/growing_frame.js", type="module")],
)
