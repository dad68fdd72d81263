"""What a person types at the door and about themselves."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from portal.accounts.models import User


class SignInForm(LoginForm):
    """Wagtail's form names its password field by its Python name, which no catalogue can translate."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label


class AddressForm(forms.Form):
    """The address that a code goes to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=User._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NicknameForm(forms.Form):
    """What readers call somebody."""

    # The rules are sentences of the service; a limit of the browser's would cut without a word.
    nickname = forms.CharField(
        label=_("Nickname"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=_("2 to 16 characters. Everybody reads it beside what you write."),
    )
