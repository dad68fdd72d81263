"""The stylesheets and the scripts of the screens of supervision."""

from django.forms import Media
from django.forms.widgets import Script

# In the order of the other screens' lists: the home page puts all of them together.
STYLES = ["form_errors", "review_queue", "boards", "step_clock", "concerns", "supervision"]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[Script("portal/js/keep_typed.js", type="module")],
)
