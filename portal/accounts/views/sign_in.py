"""The way in for citizens: an address, a code by mail, no password."""

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from portal.accounts.forms import AddressForm
from portal.accounts.next_address import next_address


@method_decorator(never_cache, name="dispatch")
class SignIn(FormView):
    """Ask for the address that the code goes to."""

    template_name = "accounts/sign_in.html"
    form_class = AddressForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=next_address(self.request), **kwargs)
