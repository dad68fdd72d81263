"""The language in which somebody is written to."""

from django.conf import settings
from wagtail.users.models import UserProfile

from portal.accounts.models import User


def language_of(user: User) -> str:
    """Return the language that `user` chose, else that of the city: never that of who happens to cause a letter."""
    chosen = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True).first()
    return chosen or settings.LANGUAGE_CODE
