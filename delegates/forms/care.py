"""Forms of care: a report, words about it, an exclusion."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from delegates.queries.care import names_of
from events.forms import RefusableForm
from events.models import Membership
from languages.forms import WordsField


class ReportForm(RefusableForm):
    """What happened, and as little else as she wants to say."""

    words = WordsField(
        label=_("What happened"),
        max_length=5_000,
        lines=True,
        help_text=_("In any language. Say as much as you want to."),
    )
    about = WordsField(
        label=_("Who did it"),
        max_length=300,
        required=False,
        help_text=_("A name, or what the person looks like and where you met. May stay empty."),
    )
    named = forms.ChoiceField(
        label=_("Your name"),
        widget=forms.RadioSelect,
        choices=[("no", _("Without my name")), ("yes", _("With my name"))],
        initial="no",
    )
    contact = WordsField(
        label=_("How we reach you"),
        max_length=200,
        required=False,
        help_text=_("A telephone number, or where you are now. May stay empty."),
    )
    page = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, team: Sequence[Membership], logged_in: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not logged_in:
            del self.fields["named"]
        people = names_of(team)
        if len(people) > 1:
            self.fields["without"] = forms.MultipleChoiceField(
                label=_("Who shall not read it"),
                choices=[(str(pk), name) for pk, name in people.items()],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("If it is about one of the care team, keep it from that person."),
            )

    def given(self) -> dict[str, Any]:
        """What `actions.care.report` wants, but for who reports."""
        given = dict(self.cleaned_data)
        given.pop("named", None)
        return given | {"without": [int(pk) for pk in given.get("without", [])]}

    @property
    def by_name(self) -> bool:
        return self.cleaned_data.get("named") == "yes"


class WordForm(forms.Form):
    """One word more about a report."""

    words = WordsField(label=_("Your words"), max_length=3_000, lines=True)


class HandlingForm(forms.Form):
    """A note for the team, or an answer to whoever reported."""

    words = WordsField(label=_("Your words"), max_length=3_000, lines=True)
    kind = forms.ChoiceField(
        label=_("For whom"),
        widget=forms.RadioSelect,
        choices=[("team", _("For the care team")), ("answer", _("To whoever reported"))],
        initial="team",
    )


class ReaderForm(forms.Form):
    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        self.fields["person"] = forms.ChoiceField(
            label=_("Let another of the care team read it"),
            choices=[(key, str(each)) for key, each in self.people.items()],
        )

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class ExclusionForm(RefusableForm):
    reason = WordsField(
        label=_("Reason"),
        max_length=2_000,
        lines=True,
        help_text=_("Organisers and the care team read it. It is deleted 90 days after the event."),
    )
