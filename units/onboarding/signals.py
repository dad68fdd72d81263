"""Facts that onboarding announces, and the one question it asks of the floors above."""

from django.dispatch import Signal

# A spreadsheet names the city's head account. Sends: unit (UnitPage).
head_account_named = Signal()

# Which unit leads the hall now? Whoever knows returns its pk.
head_account_asked = Signal()
