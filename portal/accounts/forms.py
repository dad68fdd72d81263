"""What a person types at the door and about themselves."""

import re
from unicodedata import normalize

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from portal.accounts.codes import delivery
from portal.accounts.staff_door import why_not_ask_for_reset, why_not_try_password
from portal.core.outbox import post_mail


class SignInForm(LoginForm):
    """Wagtail's form for the staff door, which lets nobody try one password after the other."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail's field is named by its Python name, which no catalogue can translate.
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label

    def clean(self):
        if why_not := why_not_try_password(self.request, self.cleaned_data.get("username", "")):
            raise forms.ValidationError(why_not)
        return super().clean()


class ForgottenPasswordForm(PasswordResetForm):
    """Wagtail's form, whose letter goes out by itself: how long the answer takes must not tell who works here."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if why_not := why_not_ask_for_reset(email):
            raise forms.ValidationError(why_not)
        return email

    def send_mail(self, subject_template_name, email_template_name, context, from_email, to_email, **kwargs):
        subject = " ".join(render_to_string(subject_template_name, context).split())
        body = render_to_string(email_template_name, context)
        post_mail(to=to_email, subject=subject, body=body, now=timezone.now())


class AddressForm(forms.Form):
    """The address that a code goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"] = delivery().field()


class CodeForm(forms.Form):
    """The code that came. People copy it with spaces around and between."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Please type the six digits from our letter.")},
    )

    def clean_code(self):
        return re.sub(r"\D", "", normalize("NFKC", self.cleaned_data["code"]))


class NicknameForm(forms.Form):
    """What readers call somebody."""

    # The rules are sentences of the service; a limit of the browser's would cut without a word.
    nickname = forms.CharField(
        label=_("Nickname"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=_("2 to 16 characters. Everybody reads it beside what you write."),
    )


class DeleteAccountForm(forms.Form):
    """One's own address, typed: a slip of the finger must not delete anything."""

    email = forms.CharField(
        label=_("To delete your account, type your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        if self.cleaned_data["email"].strip().lower() != self.user.email:
            raise forms.ValidationError(
                _("This is not the address of your account. Nothing has been deleted.")
            )
        return self.user.email
