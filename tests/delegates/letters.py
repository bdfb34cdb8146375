"""What the tests of visa letters share."""

from delegates.actions import letter_heads
from delegates.actions import letters as actions
from delegates.letters.destinations import destination
from delegates.models import Letter
from tests import factories

PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
ANSWERS = {
    "surname": "Diop",
    "given": "Awa Marie",
    "born": "1980-05-04",
    "address": "12 rue Félix Faure, Dakar",
    "phone": "+221 33 000 00 00",
    "relation": "réseau commun",
    "purpose": "participer à la rencontre",
    "arrives": "2099-10-08",
    "leaves": "2099-10-12",
    "stay": "Auberge, Québec",
    "pays_journey": "self",
    "pays_stay": "organisation",
}


def head(event, **fields):
    plain = {
        "destination": "",
        "host": "Groupe d’économie solidaire du Québec",
        "host_address": "1 rue Saint-Jean, Québec",
        "host_phone": "+1 418 000 0000",
        "signer": "Marie Tremblay",
        "signer_position": "Coordonnatrice",
        "way": "at_once",
    }
    return letter_heads.set_head(event=event, by=None, **plain | fields)


def write(registration, *, lang="fr", code="CA", **answers):
    return actions.write(
        registration=registration,
        destination=destination(code),
        lang=lang,
        answers=ANSWERS | answers,
        by=registration.person,
    )


def asked(registration, **given):
    """Written and confirmed."""
    letter = write(registration, **given)
    actions.confirm(letter, by=registration.person)
    letter.refresh_from_db()
    return letter


def issued(registration, **given):
    """Made at once, without a worker."""
    return actions.make(asked(registration, **given).uid)


def letter_of(event, who=None, **given):
    """Somebody's issued letter; of her own registration, if she has one."""
    if not hasattr(event, "letter_head"):
        head(event)
    registration = (who and factories.registration_of(event, who)) or factories.registration(
        event, who
    )
    found = Letter.objects.filter(registration=registration, state="issued").first()
    return found or issued(registration, **given)
