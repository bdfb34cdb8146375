"""What a machine may do for a space, and drafts in bulk."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages import tags
from languages.models import Space
from languages.queries.machines import kinds_of

FEWEST, MOST = 1_000, 50_000_000


class MachineForm(forms.Form):
    """Without a machine of the operator's there is only one choice."""

    machine = forms.ChoiceField(
        label=_("What a machine does"), choices=Space.Machine.choices, widget=forms.RadioSelect
    )
    letters = forms.IntegerField(
        label=_("Letters a day"),
        min_value=FEWEST,
        max_value=MOST,
        help_text=_("What is over waits for the next day (UTC)."),
    )

    def __init__(self, data: Any, space: Space, *, is_set_up: bool) -> None:
        initial = {"machine": space.machine, "letters": space.machine_letters}
        super().__init__(data, initial=initial)
        if not is_set_up:
            none = Space.Machine.NONE
            self.fields["machine"].choices = [(none, none.label)]  # type: ignore[attr-defined]


class DraftsForm(forms.Form):
    """Drafts of one kind of texts, or all, in one language."""

    kind = forms.ChoiceField(label=_("Kind of text"), required=False)
    lang = forms.ChoiceField(label=_("Language"))

    def __init__(self, data: Any, space: Space) -> None:
        super().__init__(data, prefix="drafts")
        into = get_language() or "en"
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("All kinds")), *kinds_of(space)]
        langs: Any = self.fields["lang"]
        langs.choices = [(lang, tags.name(lang, into)) for lang in space.languages]
