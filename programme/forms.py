"""Forms of the programme's editor."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from events.models import Event, Room
from languages.cleaning import clean_words
from languages.texts import load
from programme import actions
from programme.actions import Refused
from programme.importing import Outcome, import_schedule, uploads
from programme.interchange.reader import read
from programme.interchange.schedule import Unreadable
from programme.models import Running, Slot
from workshops.models import Session


class StarForm(forms.Form):
    on = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class SlotsForm(forms.Form):
    """One stretch of time on one or several days of the event."""

    days = forms.MultipleChoiceField(label=_("Days"), widget=forms.CheckboxSelectMultiple)
    begins = forms.TimeField(
        label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    kind = forms.ChoiceField(label=_("For"), choices=Slot.Kind.choices)

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        self.event = event
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (day.isoformat(), day) for day in event.days
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begins, ends = found.get("begins"), found.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("A slot must end after it begins."))
        return found

    def stretches(self) -> list[tuple[datetime, datetime]]:
        """The chosen stretches as moments in the event's zone."""
        days = [date.fromisoformat(day) for day in self.cleaned_data["days"]]
        begins, ends = self.cleaned_data["begins"], self.cleaned_data["ends"]
        zone = self.event.tz
        return [
            (datetime.combine(day, begins, tzinfo=zone), datetime.combine(day, ends, tzinfo=zone))
            for day in days
        ]


class PlaceForm(forms.Form):
    """Puts a session into a room and an hour; `version` is the placement that the person saw."""

    session = forms.CharField(max_length=12)
    room = forms.ModelChoiceField(queryset=Room.objects.none(), label=_("Room"))
    begins = forms.DateTimeField(label=_("Begins"), input_formats=["%Y-%m-%dT%H:%M"])
    version = forms.IntegerField(min_value=0, required=False)

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        self.event = event
        self.fields["room"].queryset = event.rooms.all()  # type: ignore[attr-defined]
        self.found: Session | None = None

    def clean_session(self) -> str:
        code: str = self.cleaned_data["session"]
        self.found = Session.objects.filter(event=self.event, code=code).first()
        if self.found is None:
            raise forms.ValidationError(_("There is no such session."))
        return code

    def clean_begins(self) -> datetime:
        """The typed hour is one of the event's zone, whatever zone the reader lives in."""
        typed: datetime = self.cleaned_data["begins"]
        return typed.replace(tzinfo=self.event.tz)


class UnplaceForm(forms.Form):
    session = forms.CharField(max_length=12)
    version = forms.IntegerField(min_value=0, required=False)


class ReleaseForm(forms.Form):
    """A few words on what is new."""

    words = forms.CharField(
        label=_("What should people know about this release?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean_words(self) -> str:
        return clean_words(self.cleaned_data["words"], most=2_000, lines=True)


class ImportForm(forms.Form):
    """A file of another program, or the mark of one that was looked at before."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.json"}),
    )

    def __init__(self, *args: Any, event: Event, mark: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.event, self.mark = event, mark
        self.goes_on = False

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        file, mark = found.get("file"), str(self.data.get("mark", ""))
        self.goes_on = bool(mark) and not file
        self.mark = uploads.keep(self.event, file.chunks()) if file else mark
        if not self.errors and uploads.kept(self.event, self.mark) is None:
            self.add_error("file", _("Choose a file. A file that was chosen is kept for a day."))
        return found

    def bring(self, *, by: Person) -> Outcome | None:
        """Imports, or only looks; None, with its reason at the field, for a file that is broken."""
        path = uploads.kept(self.event, self.mark)
        try:
            if path is None:
                return None
            schedule = read(path, zone=self.event.zone)
            looks = not self.goes_on
            done = import_schedule(event=self.event, schedule=schedule, by=by, dry_run=looks)
        except Unreadable as refused:
            self.add_error("file", str(refused))
            return None
        if self.goes_on:
            path.unlink(missing_ok=True)
        return done


class RunningForm(forms.Form):
    """How a session goes on the day itself."""

    state = forms.ChoiceField(label=_("State"), choices=Running.State.choices)
    late_minutes = forms.IntegerField(
        label=_("Minutes late"), min_value=0, max_value=600, required=False
    )
    room = forms.ModelChoiceField(queryset=Room.objects.none(), label=_("Moved to"), required=False)

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        rooms = event.rooms.all()
        names = load([room.name_id for room in rooms], [get_language() or "", *event.languages])
        field: Any = self.fields["room"]
        field.queryset = rooms
        field.label_from_instance = lambda room: names[room.name_id].body

    def say(self, session: Session, *, by: Person) -> bool:
        """Does what the form says; False, with the reason at its field, if it is refused."""
        values = self.cleaned_data
        try:
            actions.set_running(
                session=session,
                state=values["state"],
                late_minutes=values["late_minutes"] or 0,
                room=values["room"],
                by=by,
            )
        except Refused as refusal:
            self.add_error("state", str(refusal))
        return not self.errors
