"""The stylesheets of the screens about units that act together."""

from django.forms import Media

MEDIA = Media(css={"all": ["portal/css/admin/original.css", "portal/css/admin/together.css"]})
