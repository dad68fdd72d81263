"""Facts that onboarding announces."""

from django.dispatch import Signal

# A spreadsheet names the city's head account. Sends: unit (UnitPage).
head_account_named = Signal()
