"""Passports and companions as form fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.countries import RATHER_NOT, is_passport
from languages.cleaning import clean_words

PASSPORTS = 3
COMPANIONS = 8
OLDEST = 120


class PassportsWidget(forms.Widget):
    """Three lists to choose from; what one does not need stays empty."""

    template_name = "delegates/passports_widget.html"
    use_fieldset = True

    def __init__(self, choices: Callable[[], list[tuple[str, Any]]]) -> None:
        super().__init__()
        self.choices = choices

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name) if hasattr(data, "getlist") else data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        chosen = [code for code in value or [] if code][:PASSPORTS]
        rows = [*chosen, *[""] * (PASSPORTS - len(chosen))]
        context["widget"] |= {"rows": rows, "choices": self.choices()}
        context["widget"]["wrong"] = "aria-invalid" in context["widget"]["attrs"]
        return context


class PassportsField(forms.Field):
    """Up to three; its clean value is a list of codes, each once."""

    def __init__(self, *, choices: Callable[[], list[tuple[str, Any]]], **options: Any) -> None:
        super().__init__(widget=PassportsWidget(choices), **options)

    def clean(self, value: list[str]) -> list[str]:
        codes = list(dict.fromkeys(code for code in value if code))
        if len(codes) > PASSPORTS or not all(is_passport(code) for code in codes):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")
        if RATHER_NOT in codes and len(codes) > 1:
            raise ValidationError(_("Either name them, or rather not say."), code="both")
        return codes

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != [code for code in data or [] if code])


class CompanionsWidget(forms.Widget):
    """A line for each: name and age. Those that are filled, and two empty ones more."""

    template_name = "delegates/companions_widget.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        if not hasattr(data, "getlist"):
            return list(data.get(name, []))
        names, ages = data.getlist(f"{name}-name"), data.getlist(f"{name}-age")
        ages += [""] * (len(names) - len(ages))
        return list(zip(names, ages, strict=False))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-name" not in data

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        filled = [(words, "" if age is None else age) for words, age in value or [] if words or age]
        empty = [("", "")] * min(2, max(0, COMPANIONS - len(filled)))
        context["widget"] |= {"rows": [*filled, *empty], "oldest": OLDEST}
        context["widget"]["wrong"] = "aria-invalid" in context["widget"]["attrs"]
        return context


class CompanionsField(forms.Field):
    """Its clean value is a list of (name, age or None)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=CompanionsWidget(), required=False, **options)

    def clean(self, value: list[tuple[str, str]]) -> list[tuple[str, int | None]]:
        rows = [(name, str(age or "").strip()) for name, age in value if name.strip() or age]
        if len(rows) > COMPANIONS:
            raise ValidationError(_("These are too many people for one registration."))
        return [(clean_name(name), clean_age(age)) for name, age in rows]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def clean_name(name: str) -> str:
    words = clean_words(name, most=200)
    if not words:
        raise ValidationError(_("Each line needs a name."), code="required")
    return words


def clean_age(age: str) -> int | None:
    if not age:
        return None
    if not age.isdecimal() or int(age) > OLDEST:
        raise ValidationError(_("Write the age in whole years, or leave it empty."), code="age")
    return int(age)
