"""A registration's row, held."""

from delegates.models import Registration
from delegates.refusals import NotThere


def locked(registration: Registration) -> Registration:
    """The live registration as it stands, its row held until the commit. Raises NotThere."""
    found = (
        Registration.objects.select_for_update()
        .filter(pk=registration.pk)
        .exclude(state=Registration.State.WITHDRAWN)
        .first()
    )
    if found is None:
        raise NotThere
    return found
