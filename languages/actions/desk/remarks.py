"""What translators and reviewers say to each other about one translation."""

from django.db import transaction
from django.db.models import Q

from accounts.models import Person
from languages import notices
from languages.models import Remark, Text, Translation
from languages.refusals import SayWhy


@transaction.atomic
def remark(text: Text, lang: str, *, words: str, by: Person) -> Remark:
    """Adds a remark; all others who had to do with the translation get a notice.

    Raises SayWhy without words.
    """
    if not words.strip():
        raise SayWhy
    said = Remark.objects.create(text=text, lang=lang, body=words.strip(), written_by=by)
    notices.remarked(said, _others(text, lang, by))
    return said


def _others(text: Text, lang: str, by: Person) -> list[Person]:
    rows = Translation.objects.filter(text=text, lang=lang)
    spoke = Remark.objects.filter(text=text, lang=lang).values("written_by")
    found = Person.objects.filter(
        Q(pk__in=rows.values("written_by")) | Q(pk__in=rows.values("reviewed_by")) | Q(pk__in=spoke)
    )
    return list(found.exclude(pk=by.pk))
