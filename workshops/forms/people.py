"""Who is named in a proposal: rows with a name, what she does, her languages and her hours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Event
from languages import tags
from languages.cleaning import clean_words
from languages.forms import tags_named
from languages.moments import written
from workshops.content import Contributing
from workshops.forms.rows import Row, RowsField, RowsWidget
from workshops.models import Contributor

MOST_PEOPLE, MOST_STRETCHES, MOST_LANGUAGES = 30, 10, 10
STRETCH = ("day", "from", "to")


class PeopleWidget(RowsWidget):
    template_name = "workshops/people_widget.html"
    columns = ("name", "kind", "languages")

    def __init__(self, event: Event) -> None:
        super().__init__(most=MOST_PEOPLE, offered=2)
        self.event = event

    def row_of(self, data: Mapping[str, Any], place: str) -> Row:
        row = super().row_of(data, place)
        if row:
            row["hours"] = list(_stretches(data, place))
        return row

    def is_filled(self, row: Row) -> bool:
        typed = row.get("name", "") + row.get("languages", "")
        return bool(typed.strip() or row["hours"])

    def shown(self, row: Row) -> Row:
        hours = [
            *row.get("hours", []),
            *([{}] if len(row.get("hours", [])) < MOST_STRETCHES else []),
        ]
        return {**row, "stretches": hours, "open": bool(row.get("hours"))}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        days = [(day.isoformat(), written(day, "EEEdMMM")) for day in days_of(self.event)]
        return context | {"days": days, "kinds": Contributor.Kind.choices, "event": self.event}


def _stretches(data: Mapping[str, Any], place: str) -> Iterable[dict[str, str]]:
    """Those of which anything was said."""
    for number in range(MOST_STRETCHES):
        row = {key: str(data.get(f"{place}-{key}-{number}", "")).strip() for key in STRETCH}
        if any(row.values()):
            yield row


def days_of(event: Event) -> list[date]:
    many = (event.ends - event.begins).days
    return [event.begins + timedelta(days=n) for n in range(many + 1)]


class PeopleField(RowsField):
    """Its clean value is a list of `Contributing`."""

    def __init__(self, event: Event, **options: Any) -> None:
        self.event = event
        super().__init__(widget=PeopleWidget(event), **options)

    def clean(self, value: Sequence[Row]) -> list[Contributing]:
        if len(value) > MOST_PEOPLE:
            raise ValidationError(
                _("These are too many people; at most %(most)d fit."),
                code="too_many",
                params={"most": MOST_PEOPLE},
            )
        return [self._clean_row(row) for row in value]

    def _clean_row(self, row: Row) -> Contributing:
        name = clean_words(row.get("name", ""), most=200)
        if not name:
            raise ValidationError(_("Write the name of each person."), code="required")
        kind = row.get("kind") or Contributor.Kind.SPEAKER
        if kind not in Contributor.Kind.values:
            raise ValidationError(_("Choose what each person does."), code="invalid_choice")
        languages = tags_named(clean_words(row.get("languages", ""), most=300))
        if len(languages) > MOST_LANGUAGES:
            raise ValidationError(_("These are too many languages."), code="too_many")
        hours = [self._clean_stretch(each, name) for each in row["hours"]]
        return Contributing(
            name=name,
            kind=kind,
            languages=list(dict.fromkeys(languages)),
            hours=sorted(dict.fromkeys(hours)),
        )

    def _clean_stretch(self, row: Mapping[str, str], name: str) -> tuple[datetime, datetime]:
        """In UTC; without hours the whole day, and until 0:00 means its end."""
        try:
            day = date.fromisoformat(row["day"])
            first = time.fromisoformat(row["from"] or "00:00").replace(second=0, microsecond=0)
            last = time.fromisoformat(row["to"] or "00:00").replace(second=0, microsecond=0)
        except ValueError:
            raise self._wrong(name) from None
        if day not in days_of(self.event) or first.tzinfo or last.tzinfo:
            raise self._wrong(name)
        until = day + timedelta(days=1) if last == time() else day
        begins = datetime.combine(day, first, tzinfo=self.event.tz).astimezone(UTC)
        ends = datetime.combine(until, last, tzinfo=self.event.tz).astimezone(UTC)
        if ends <= begins:
            raise self._wrong(name)
        return begins, ends

    def _wrong(self, name: str) -> ValidationError:
        return ValidationError(
            _(
                "The hours of %(name)s are not right: choose a day of the event, and let them "
                "end after they begin."
            ),
            code="invalid_hours",
            params={"name": name},
        )


def initial_people(rows: Iterable[Contributor], event: Event) -> list[Row]:
    """What stands in the form, hours in the event's zone."""
    into = get_language() or "en"
    return [
        {
            "name": row.shown_name,
            "kind": row.kind,
            "languages": ", ".join(tags.shown(tag, into) for tag in row.languages),
            "hours": [
                _stretch(each.begins.astimezone(event.tz), each.ends.astimezone(event.tz))
                for each in row.hours.all()
            ],
        }
        for row in rows
    ]


def _stretch(begins: datetime, ends: datetime) -> dict[str, str]:
    return {"day": begins.date().isoformat(), "from": f"{begins:%H:%M}", "to": f"{ends:%H:%M}"}
