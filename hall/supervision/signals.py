from django.dispatch import Signal

# Sent in the transaction of what happened to a supervision order. Gives: event (OrderEvent).
order_recorded = Signal()
