from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.interaction.comment_mail.forms import CommentMailForm
from hall.interaction.comment_mail.queries import wants_comment_mail
from hall.interaction.comment_mail.services import choose_comment_mail
from hall.interaction.one_click import COMMENT_MAIL
from portal.accounts.me import personal_page
from portal.accounts.models import User
from portal.accounts.one_click import one_click


@personal_page
def choose(request):
    """Keep the choice made in the settings. Whoever had to sign in first comes back without the form."""
    if request.method == "POST":
        form = CommentMailForm(request.POST)
        form.is_valid()
        choose_comment_mail(user_id=request.user.pk, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("me_settings")


@one_click
def stop(request, token):
    """Stop all mail about a person's own comments with one click, or take that back."""
    person = COMMENT_MAIL.person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        is_wanted = request.POST.get("action") == "take_back"
        choose_comment_mail(user_id=person, is_wanted=is_wanted, now=timezone.now())
    context = {
        "gets_letters": wants_comment_mail(person),
        "may_take_back": User.objects.filter(pk=person, is_active=True).exists(),
    }
    return render(request, "interaction/comment_mail_stop.html", context)
