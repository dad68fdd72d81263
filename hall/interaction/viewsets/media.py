"""The stylesheets and the scripts of the screens about comments."""

from django.forms import Media
from django.forms.widgets import Script

# In the order of the other screens' lists (`hall.review`, `hall.concerns`): the home page puts all of them together.
STYLES = ["form_errors", "review_queue", "boards", "step_clock", "moderation", "queue_comment"]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[Script("portal/js/moderation/start.js", type="module")],
)
