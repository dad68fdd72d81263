"""The stylesheets and the scripts of the screens for those who answer."""

from django.forms import Media
from django.forms.widgets import Script

# In the order of the other screens' lists (`hall.review`, `hall.interaction`): the home page puts all of them together.
STYLES = [
    "review_steps",
    "review_page",
    "form_errors",
    "decision_bar",
    "review_queue",
    "boards",
    "step_clock",
    "speech_hints",
    "concerns",
]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[
        Script("portal/js/speech/start.js", type="module"),
        Script("portal/js/review/start.js", type="module"),
        Script("portal/js/reply_templates.js", type="module"),
        Script("portal/js/keep_typed.js", type="module"),
    ],
)
