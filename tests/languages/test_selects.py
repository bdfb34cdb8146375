"""Long lists are what Django's own would be."""

import pytest
from django import forms
from django.test.html import parse_html

from languages.selects import LongSelect, LongSelectSeveral

CHOICES = [("", "—"), ("SN", "Sénégal"), ("<x>", 'Cats & "dogs"')]


@pytest.mark.parametrize("chosen", [None, "", "SN", "<x>", "unknown"])
def test_a_long_list_is_written_as_django_writes_it(chosen):
    given = {"id": "id_country", "required": True, "aria-invalid": "true", "disabled": False}
    usual = forms.Select({"data-searchable": ""}, CHOICES).render("country", chosen, given)
    assert same(LongSelect(choices=CHOICES).render("country", chosen, given), usual)


@pytest.mark.parametrize("chosen", [None, [], ["SN", "<x>"]])
def test_and_so_is_one_of_which_several_are_chosen(chosen):
    usual = forms.SelectMultiple({"data-searchable": ""}, CHOICES).render("lands", chosen, {})
    assert same(LongSelectSeveral(choices=CHOICES).render("lands", chosen, {}), usual)


def same(one, other):
    return parse_html(one) == parse_html(other)
