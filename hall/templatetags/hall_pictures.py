"""Pictures of posts in templates."""

from django import template
from django.utils.translation import gettext as _

from hall import pictures

register = template.Library()


def words_for(picture, place=1):
    """Return what stands for a picture: the words that were reviewed with the post, or at least its place."""
    return picture.alt_text or _("Picture %(place)s") % {"place": place}


@register.simple_tag
def grid_picture(picture, count, place, eager=False):
    """Show one picture of a post's grid; a lone one keeps its proportions, several are square."""
    return pictures.picture(
        picture.image,
        pictures.ALONE if count == 1 else pictures.TILE,
        alt=words_for(picture, place),
        loading="eager" if eager else "lazy",
        **{"class": "picture-grid__picture"},
    )


@register.simple_tag
def side_picture(picture):
    """Show a picture small beside its caption, which already says what it is about."""
    return pictures.picture(
        picture.image, pictures.SIDE, alt="", loading="lazy", **{"class": "hot-pictures__picture"}
    )


@register.simple_tag
def large_picture_url(picture):
    return pictures.picture_url(picture.image, pictures.LARGE)


@register.simple_tag
def shared_picture_url(picture):
    """Return the address of the picture that other sites show beside a link to the post."""
    return pictures.picture_url(picture.image, pictures.SHARED)
