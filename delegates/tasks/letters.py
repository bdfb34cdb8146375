"""Jobs of visa letters. Their arguments are ids: nothing of a passport lies in a queue."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts import mail
from delegates.letters.outcomes import told_until
from delegates.models import Exclusion, Letter
from languages import texts

OUTCOME = "delegates.letters.outcome"
# How long after its last day an event still asks, while the registrations are kept.
ASKED_UNTIL = timedelta(days=60)
UNTOLD = (Letter.Outcome.UNKNOWN, Letter.Outcome.APPLIED)


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
    if letter is not None:
        write_about(letter, "delegates/letters/mail/issued")


def write_about(letter: Letter, template: str) -> None:
    """A mail in the language in which she registered, with the link by which she tells how it
    went; none where nobody is left to write to.
    """
    registration, event = letter.registration, letter.event
    person = registration.person if registration else None
    if registration is None or person is None:
        return
    languages = list(dict.fromkeys([registration.lang, *person.languages, event.lang]))
    mail.write(
        to=person,
        template=template,
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


@task(queue_name="clock")
def ask_how_it_went() -> None:
    """From the day after an event until two months later asks, once, whoever has a letter and has
    not told how it ended; not those who were shut out.
    """
    today = timezone.now().date()
    ended = Q(event__ends__lt=today, event__ends__gte=today - ASKED_UNTIL)
    rows = Letter.objects.filter(
        ended,
        state=Letter.State.ISSUED,
        outcome__in=UNTOLD,
        asked_at=None,
        registration__person__isnull=False,
    ).exclude(registration__exclusions__state=Exclusion.State.HOLDS)
    for uid in rows.order_by("pk").values_list("uid", flat=True):
        ask_about_letter.enqueue(str(uid))


@task(queue_name="mail")
def ask_about_letter(uid: str) -> None:
    """Asks one person how it went with her visa. A second run finds that she was asked."""
    with transaction.atomic():
        rows = Letter.objects.filter(uid=uid, asked_at=None, outcome__in=UNTOLD)
        if not rows.update(asked_at=timezone.now()):
            return
        letter = Letter.objects.select_related("event", "registration__person").get(uid=uid)
        write_about(letter, "delegates/letters/mail/how_it_went")


def outcome_address(letter: Letter) -> str:
    """Where she tells, without logging in, how it went."""
    path = reverse("delegates:letter_outcome", args=[letter.event.slug, outcome_token(letter)])
    return str(settings.ADDRESS) + path


def outcome_token(letter: Letter) -> str:
    """Signed and not stored: it is made again for every mail."""
    return signing.dumps(letter.uid.hex, salt=OUTCOME)
