"""What an account shows and erases of a person who answers for an organisation, or keeps notes."""

import pytest

from delegates.actions import keeping
from delegates.contact_holdings import erase, show
from delegates.models import Contact, Remark
from tests import factories

pytestmark = pytest.mark.django_db


def test_she_sees_where_she_stands_as_a_contact_and_goes_with_her_account():
    event, awa = factories.event(), factories.person("awa")
    made = factories.organisation(event, "Caritas")
    for address in ("awa@example.org", "zora@example.org"):
        keeping.add_contact(made, event=event, by=awa, name="A. Diop", email=address)
    keeping.write_remark(made, body="Called.", by=awa)
    shown = show(awa)
    assert [(each.get("contact_of"), each.get("email")) for each in shown] == [
        ("Caritas", "awa@example.org"),
        (None, None),
    ]
    assert shown[1]["body"] == "Called."
    erase(awa)
    assert [each.email for each in Contact.objects.all()] == ["zora@example.org"]
    assert Remark.objects.get().written_by is None
    assert show(awa) == []
