"""What people write stands on a page as words, even in the help of a field."""

from django import forms
from django.utils.html import format_html

from delegates.questions.fields import marked

HOSTILE = '<img src=x onerror="alert(1)">'


class Asked(forms.Form):
    plain = forms.CharField(label=HOSTILE, help_text=HOSTILE)
    box = forms.BooleanField(label=HOSTILE, help_text=HOSTILE)
    several = forms.MultipleChoiceField(
        label=HOSTILE,
        help_text=HOSTILE,
        choices=[(HOSTILE, HOSTILE)],
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(help_text=format_html("<em>{}</em>", HOSTILE))


def test_labels_helps_choices_and_what_was_typed_are_words():
    page = str(Asked({"plain": HOSTILE, "several": [HOSTILE], "own": HOSTILE}))
    assert page.count("&lt;img") >= 9
    assert "<img" not in page
    assert "<em>&lt;img" in page


def test_an_organisers_help_is_words_in_whatever_language():
    for read in (["en"], ["fr"]):
        assert "<img" not in marked({"fr": HOSTILE}, read)
