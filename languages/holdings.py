"""What her account shows, hands over and erases of a translator."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Person
from accounts.ports import Holding
from languages.models import Aside, Gap, Pair, Remark, Text, Translation, Work
from languages.texts.gaps import settle


def drafts_of(person: Person) -> QuerySet[Translation]:
    return Translation.objects.filter(written_by=person, state=Translation.State.DRAFT)


def show(person: Person) -> dict[str, Any]:
    """Her pairs, her work, what she said of translations, what she has in hand, drafted, and what
    was set aside for her.
    """
    work = Work.objects.filter(person=person).order_by("pk")
    remarks = Remark.objects.filter(written_by=person).order_by("pk")
    return {
        "pairs": [str(each) for each in Pair.objects.filter(person=person).order_by("pk")],
        "work": [{"did": str(each), "at": each.at.isoformat()} for each in work],
        "remarks": [
            {"language": each.lang, "body": each.body, "at": each.at.isoformat()}
            for each in remarks
        ],
        "in_hand": [str(each) for each in Gap.objects.filter(claimed_by=person).order_by("pk")],
        "drafts": [
            {"language": each.lang, "body": each.body, "at": each.changed_at.isoformat()}
            for each in drafts_of(person).order_by("pk")
        ],
        "set_aside": [
            {"language": each.lang, "body": each.body, "at": each.changed_at.isoformat()}
            for each in Aside.objects.filter(written_by=person).order_by("pk")
        ],
    }


def erase(person: Person) -> None:
    """Her counts and pairs go, her claims lapse, and with them the drafts that she has not handed
    in; remarks stay the others' to read, without her name, until the event is forgotten.
    """
    Pair.objects.filter(person=person).delete()
    Work.objects.filter(person=person).delete()
    Aside.objects.filter(written_by=person).delete()
    Remark.objects.filter(written_by=person).update(written_by=None)
    Gap.objects.filter(claimed_by=person).update(claimed_by=None, claimed_until=None)
    handed_in = Gap.objects.filter(state=Gap.State.HANDED_IN).values_list("text_id", "lang")
    own = drafts_of(person).select_related(None)
    waits = set(handed_in.filter(text__translations__in=own))
    gone = [each for each in own if (each.text_id, each.lang) not in waits]
    Translation.objects.filter(pk__in=[each.pk for each in gone]).delete()
    settle(Text.objects.filter(pk__in=[each.text_id for each in gone]))


HOLDING = Holding("translations", show, erase)
