"""The stylesheets of the reviewers' screens."""

from django.forms import Media

MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in ["review_steps", "review_page", "review_queue"]]}
)
