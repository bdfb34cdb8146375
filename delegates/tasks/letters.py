"""Jobs of visa letters. Their arguments are ids: nothing of a passport lies in a queue."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django_tasks import task

from accounts import mail
from delegates.letters.outcomes import told_until
from delegates.models import Letter
from languages import texts

OUTCOME = "delegates.letters.outcome"


@task(queue_name="now", priority=10)
def make_letter(uid: str) -> None:
    """Makes one confirmed letter; one that is made already stays as it is."""
    from delegates.actions.letters import make

    make(uid)


@task(queue_name="mail")
def tell_of_letter(uid: str) -> None:
    """Tells her that her letter is there. The letter itself never goes by mail."""
    rows = Letter.objects.filter(uid=uid, state=Letter.State.ISSUED)
    letter = rows.select_related("event", "registration__person").first()
    registration = letter.registration if letter else None
    if letter is None or registration is None or registration.person is None:
        return
    event, person = letter.event, registration.person
    languages = list(dict.fromkeys([registration.lang, *person.languages, event.lang]))
    mail.write(
        to=person,
        template="delegates/letters/mail/issued",
        context={
            "registration": registration,
            "name": texts.load([event.name_id], languages)[event.name_id],
            "number": letter.shown_number,
            "page": settings.ADDRESS + reverse("delegates:letter", args=[event.slug]),
            "outcome": outcome_address(letter),
            "until": told_until(event),
        },
        languages=languages,
    )


def outcome_address(letter: Letter) -> str:
    """Where she tells, without logging in, how it went."""
    path = reverse("delegates:letter_outcome", args=[letter.event.slug, outcome_token(letter)])
    return str(settings.ADDRESS) + path


def outcome_token(letter: Letter) -> str:
    """Signed and not stored: it is made again for every mail."""
    return signing.dumps(letter.uid.hex, salt=OUTCOME)
