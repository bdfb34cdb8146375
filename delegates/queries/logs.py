"""Who read and changed what of a registration."""

from delegates.models import Registration
from delegates.told import Told, log_of


def log_of_registration(registration: Registration) -> list[Told]:
    """The newest 200 lines about a registration and what hangs on it. At most three queries."""
    pairs = [("delegates.registration", registration.pk)]
    pairs += [
        ("delegates.lodging", pk) for pk in registration.lodgings.values_list("pk", flat=True)
    ]
    return log_of([f"{name}:{pk}" for name, pk in pairs])
