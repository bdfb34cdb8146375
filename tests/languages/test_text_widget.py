"""The one widget in which people write a text and its translations."""

import re

import pytest
from django import forms
from django.http import QueryDict

from languages import spaces, texts
from languages.forms import TextField, written
from languages.models import Text
from languages.texts import Home, Origin, State

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    title = TextField(languages=["es", "fr", "ar", "fsl"])


@pytest.fixture
def text():
    space = spaces.make(["es", "fr", "ar", "pt"])
    where = Home(space.pk, ("es", "fr", "ar", "pt"), "events.name", "open")
    return texts.create(body="El auga", lang="es", home=where, translations={"fr": "L’eau"})


def page(text, data=None):
    return Form(data, initial={"title": written(text, "es")}).as_p()


def sent(form_text, query):
    form = Form(QueryDict(query), initial={"title": written(form_text, "es")})
    assert form.is_valid(), form.errors
    return form.cleaned_data["title"]


def keep(text, given):
    return texts.save(
        text,
        body=given.body,
        lang=given.lang,
        by=None,
        translations=given.translations,
        is_small=given.is_small,
    )


def test_it_says_what_is_missing_older_or_by_a_machine(text):
    assert "missing" in page(text)
    assert "older than the original" not in page(text)
    texts.translate(text, lang="ar", body="الماء", by=None, origin=Origin.MACHINE)
    assert "by a machine" in page(text)
    texts.change(text, body="El agua y la tierra", lang="es", by=None)
    text.refresh_from_db()
    assert page(text).count("older than the original") == 2
    assert "missing" not in page(text)


def test_it_shows_what_changed_in_the_source_since_a_translation_was_made(text):
    texts.change(text, body="El agua y la tierra", lang="es", by=None)
    text.refresh_from_db()
    shown = page(text)
    assert re.search(r"<del>.*gone:.*auga</del>", shown)
    assert re.search(r"<ins>.*new:.*agua y la tierra</ins>", shown)
    texts.translate(text, lang="fr", body="L’eau et la terre", by=None)
    assert "<ins>" not in page(Text.objects.get())


def test_where_the_source_is_in_another_language_now_no_difference_is_shown(text):
    texts.change(text, body="A água", lang="pt", by=None)
    text.refresh_from_db()
    assert "older than the original" in page(text)
    assert "<ins>" not in page(text)


def test_a_new_text_is_asked_for_without_marks():
    assert "missing" not in page(None)
    assert "title-small" not in page(None)
    assert 'value="fsl"' not in page(None)


def test_a_small_correction_makes_nothing_older(text):
    assert 'name="title-small"' in page(text)
    given = sent(text, "title=El agua&title-lang=es&title-fr=L’eau&title-ar=&title-small=yes")
    keep(text, given)
    assert not texts.load([text.pk], ["fr"])[text.pk].older
    text.refresh_from_db()
    keep(text, sent(text, "title=La tierra&title-lang=es&title-fr=L’eau&title-ar="))
    assert texts.load([text.pk], ["fr"])[text.pk].older


def test_a_refused_form_keeps_the_tick_the_words_and_the_marks(text):
    query = QueryDict("title=&title-lang=es&title-fr=L’eau pure&title-ar=&title-small=yes")
    again = page(text, query)
    assert 'name="title-small" value="yes" checked' in again
    assert 'value="L’eau pure"' in again
    assert "missing" in again


def test_who_was_asked_about_the_language_is_not_asked_again_when_the_form_comes_back():
    assert "data-guess" in page(None)
    again = page(None, QueryDict("title=&title-lang=es&title-asked=yes"))
    assert 'name="title-asked" value="yes" data-asked hidden checked' in again


def test_a_text_that_stands_and_one_in_the_only_language_are_not_guessed_at(text):
    assert "data-guess" not in page(text)
    assert "data-guess" not in str(TextField(languages=["es", "fsl"]).widget.render("title", None))


def test_a_draft_of_the_desk_is_no_translation_yet(text):
    texts.translate(text, lang="ar", body="مسودة", by=None, state=State.DRAFT)
    assert "مسودة" not in page(text)


def test_what_stands_in_a_language_that_is_no_longer_offered_is_kept_and_shown(text):
    texts.translate(text, lang="pt", body="A água", by=None)
    assert 'name="title-pt"' in page(text)
    given = sent(text, "title=El auga&title-lang=es&title-fr=L’eau&title-ar=&title-pt=A água é")
    assert given.translations["pt"] == "A água é"
