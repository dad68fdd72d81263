from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.interaction.digest.forms import DigestForm
from hall.interaction.digest.services import choose_rhythm, stop_letters, take_back_stop
from hall.interaction.enums import DigestRhythm
from hall.interaction.models import DigestChoice
from hall.interaction.one_click import DIGEST
from portal.accounts.me import personal_page
from portal.accounts.one_click import one_click


@personal_page
def choose_digest(request):
    """Keep how often a person wants letters. Whoever had to sign in first comes back without the form."""
    form = DigestForm(request.POST or None)
    if form.is_valid():
        choose_rhythm(user=request.user, rhythm=form.cleaned_data["rhythm"], now=timezone.now())
        messages.success(request, _("Saved."))
    elif form.is_bound:
        messages.error(request, _("Choose how often you want letters."))
    return redirect("me_settings")


@one_click
def stop(request, token):
    """Stop the letters to one person with one click, or take that back."""
    person = DIGEST.person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        verb = take_back_stop if request.POST.get("action") == "take_back" else stop_letters
        verb(user_id=person, now=timezone.now())
    choice = DigestChoice.objects.filter(user=person).first()
    context = {
        "gets_letters": bool(choice) and choice.rhythm != DigestRhythm.OFF,
        "may_take_back": bool(choice) and choice.rhythm_before != DigestRhythm.OFF,
    }
    return render(request, "interaction/mail_stop.html", context)
