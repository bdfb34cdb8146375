"""What delegates tells upper apps."""

from django.dispatch import Signal

# Inside the transaction: others see `registration` under another name from now on.
named_anew = Signal()
