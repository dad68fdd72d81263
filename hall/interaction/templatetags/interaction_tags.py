"""What templates of other floors may show of what the public does."""

from django import template

from hall.interaction.comment_mail.forms import CommentMailForm
from hall.interaction.comment_mail.queries import wants_comment_mail
from hall.interaction.digest.forms import DigestForm
from hall.interaction.enums import DigestRhythm
from hall.interaction.following.queries import Followable
from hall.interaction.following.queries import followers_of as count_followers
from hall.interaction.models import DigestChoice
from hall.interaction.threads import threads_of

register = template.Library()


@register.simple_tag
def followers_of(unit):
    """Return how many people follow a unit."""
    return count_followers(unit)


@register.simple_tag(takes_context=True)
def digest_form(context):
    """Return the form for a person's letters, as they have chosen."""
    choice = DigestChoice.objects.filter(user=context["request"].user).first()
    return DigestForm(initial={"rhythm": choice.rhythm if choice else DigestRhythm.OFF})


@register.simple_tag(takes_context=True)
def comment_mail_form(context):
    """Return the form for mail about a person's own comments, as they have chosen."""
    return CommentMailForm(initial={"is_wanted": wants_comment_mail(context["request"].user.pk)})


@register.simple_tag
def followable(kind, thing):
    """Return a unit ("unit") or hashtag ("topic") as the follow button takes it."""
    return Followable(kind, thing)


@register.simple_tag
def comments_below(page):
    """Return the newest threads below a page."""
    return threads_of(page)
