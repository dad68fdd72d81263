"""The stylesheets and the scripts of the screens for those who answer."""

from django.forms import Media
from django.forms.widgets import Script

STYLES = [
    "review_queue",
    "review_steps",
    "review_page",
    "step_clock",
    "form_errors",
    "decision_bar",
    "boards",
    "concerns",
]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[
        Script("portal/js/review/start.js", type="module"),
        Script("portal/js/reply_templates.js", type="module"),
    ],
)
