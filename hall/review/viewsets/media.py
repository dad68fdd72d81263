"""The stylesheets and the scripts of the reviewers' screens."""

from django.forms import Media
from django.forms.widgets import Script

STYLES = [
    "review_steps",
    "review_page",
    "form_errors",
    "review_changes",
    "decision_bar",
    "review_queue",
    "step_clock",
    "speech_hints",
]
SCRIPTS = ["growing_frame", "review/start"]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[Script(f"portal/js/{name}.js", type="module") for name in SCRIPTS],
)

URGENT_MEDIA = MEDIA + Media(css={"all": ["portal/css/admin/urgent.css"]})
BOARD_MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in ["review_queue", "boards"]]},
)
STORY_MEDIA = Media(css={"all": ["portal/css/admin/story.css"]})
