"""What a person types at the door and about themselves."""

import re
from unicodedata import normalize

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from portal.accounts.codes import delivery


class SignInForm(LoginForm):
    """Wagtail's form names its password field by its Python name, which no catalogue can translate."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label


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
