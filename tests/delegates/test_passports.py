"""Zones of travel documents and names as they write them: the specimens of ICAO Doc 9303."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from delegates.passports import names, states, zone
from delegates.passports.names import Match
from delegates.passports.zone import Unreadable

PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
VISA_A = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
)
VISA_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"


@pytest.mark.parametrize(
    ("field", "digit"),
    [("L898902C3", 6), ("740812", 2), ("120415", 9), ("ZE184226B<<<<<", 1), ("D23145890", 7)],
)
def test_check_digits_are_those_of_the_specimens(field, digit):
    assert zone.check_digit(field) == digit


@pytest.mark.parametrize(
    ("typed", "format_"),
    [(PASSPORT, "TD3"), (TD1, "TD1"), (TD2, "TD2"), (VISA_A, "MRV-A"), (VISA_B, "MRV-B")],
)
def test_each_specimen_is_read_in_its_format_without_a_fault(typed, format_):
    found = zone.read(typed)
    assert (found.format, found.wrong, found.issuer) == (format_, (), "UTO")
    assert found.name == "ERIKSSON<<ANNA<MARIA"


def test_the_fields_of_a_passport_are_told_apart():
    found = zone.read(PASSPORT)
    assert (found.document, found.number, found.nationality) == ("P", "L898902C3", "UTO")
    assert found.birth_date(date(2026, 1, 1)) == date(1974, 8, 12)
    assert found.expiry_date() == date(2012, 4, 15)
    assert (found.sex, found.optional) == ("F", "ZE184226B")


def test_the_second_letter_of_a_passports_code_may_be_any():
    assert zone.read(PASSPORT.replace("P<UTO", "PPUTO")).document == "PP"


@pytest.mark.parametrize(
    ("right", "slip", "wrong"),
    [
        ("L898902C3", "L898902C8", {"number", "composite"}),
        ("7408122", "7409122", {"birth", "composite"}),
        ("1204159", "1205159", {"expiry", "composite"}),
        ("ZE184226B", "ZE184226D", {"optional", "composite"}),
    ],
)
def test_a_slip_is_found_at_its_field(right, slip, wrong):
    assert set(zone.read(PASSPORT.replace(right, slip)).wrong) == wrong


@given(some.integers(0, 9), some.integers(0, 8))
def test_one_wrong_digit_in_a_number_never_passes(digit, place):
    number = "123456789"
    slip = number[:place] + str(digit) + number[place + 1 :]
    assert (zone.check_digit(slip) == zone.check_digit(number)) == (slip == number)


@pytest.mark.parametrize(
    "typed",
    [
        PASSPORT.replace("\n", ""),
        PASSPORT.replace("\n", "\r\n\r\n"),
        PASSPORT.lower(),
        PASSPORT.replace("<<", "«"),
        PASSPORT.replace("<<<<<<<<<<<<<<<<<<<\n", "\n"),
        "  " + PASSPORT.replace("<", " <"),
    ],
)
def test_it_is_read_however_it_was_typed_or_pasted(typed):
    assert zone.read(typed) == zone.read(PASSPORT)


@pytest.mark.parametrize(
    "typed", ["", "P<UTO", PASSPORT[:-1], PASSPORT.replace("L", "Ł"), "<" * 500]
)
def test_what_is_no_zone_is_refused(typed):
    with pytest.raises(Unreadable):
        zone.read(typed)


@given(some.text(max_size=200))
def test_anything_typed_is_read_or_refused(typed):
    with suppress(Unreadable):
        zone.read(typed)


def test_a_long_number_of_an_identity_card_goes_on_in_the_optional_field():
    first = "I<UTOD23145890<7349<<<<<<<<<<<"
    found = zone.read("\n".join([first, *TD1.split("\n")[1:]]))
    assert found.number == "D23145890734"
    assert "number" not in found.wrong


def test_an_unknown_day_of_birth_stays_unknown():
    line = "L898902C36UTO7408<<0F1204159ZE184226B<<<<<10"
    assert zone.read(f"{PASSPORT[:44]}\n{line}").birth_date(date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("surname", "given_", "form"),
    [
        ("Eriksson", "Anna Maria", "ERIKSSON<<ANNA<MARIA"),
        ("O'Connor", "Enya Siobhan", "OCONNOR<<ENYA<SIOBHAN"),
        ("O’Connor", "", "OCONNOR"),
        ("al-Basri", "Ali", "AL<BASRI<<ALI"),
        ("Arkfreith", "", "ARKFREITH"),
        ("", "Sukarno", "SUKARNO"),
        ("Nilavadhanananda", "Arnpol Petch Charonguang", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"),
        ("Papandropoulous", "Jonathon Warren Trevor", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"),
        ("Smith-Jones", "Mary - Ann", "SMITH<JONES<<MARY<ANN"),
        ("Müller", "Jörg", "MUELLER<<JOERG"),
        ("Łukasiewicz", "Þór", "LUKASIEWICZ<<THOR"),
        ("Șerban", "Ț.", "SERBAN<<T"),
        ("Əliyev", "İlham", "ALIYEV<<ILHAM"),
        ("Straße", "Ødegård", "STRASSE<<OEDEGAARD"),
        ("Nguyễn", "Văn Đức", "NGUYEN<<VAN<DUC"),
        ("Иванов", "Пётр", ""),
    ],
)
def test_a_name_takes_the_form_of_a_zone(surname, given_, form):
    assert names.zone_form(surname, given_) == form


@pytest.mark.parametrize(
    ("surname", "given_", "field", "match"),
    [
        ("Müller", "Ute", "MUELLER<<UTE", Match.SAME),
        ("Müller", "Ute", "MULLER<<UTE", Match.SAME),
        ("Müller", "Ute", "MUXXLLER<<UTE", Match.SAME),
        ("Ñandú", "Pía", "NXXANDU<<PIA", Match.SAME),
        ("Åberg", "Ärla", "ABERG<<AERLA", Match.SAME),
        ("al-Basri", "Ali", "ALBASRI<<ALI", Match.OTHER),
        ("Diop", "Awa", "DIOP<<AWA<MARIE", Match.OTHER),
        ("Diop", "Awa", "AWA<<DIOP", Match.OTHER),
        ("Arkfreith", "", "ARKFREITH", Match.SAME),
        (
            "Papandropoulous",
            "Jonathon Warren Trevor",
            "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR",
            Match.CUT,
        ),
        (
            "Nilavadhanananda",
            "Arnpol Petch Charonguang",
            "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU",
            Match.CUT,
        ),
        (
            "Nilavadhanananda",
            "Arnpol Petsch Charonguang",
            "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU",
            Match.OTHER,
        ),
        ("الزهراء", "فاطمة", "ALZAHRA<<FATIMA", Match.UNSURE),
    ],
)
def test_a_name_is_compared_with_a_zone_by_all_its_forms(surname, given_, field, match):
    assert names.compare(surname, given_, field) == match


@given(some.text(alphabet="AÄÅÑÖØÜßÞÐŁŒ' -éşđ", min_size=1, max_size=60))
def test_every_name_fits_its_own_form(name):
    form = names.zone_form(name, "Awa")
    assert names.compare(name, "Awa", form) in {Match.SAME, Match.CUT}


@pytest.mark.parametrize(
    ("code", "found"),
    [("D", "DE"), ("SEN", "SN"), ("RKS", "XK"), ("XXA", "XXA"), ("XXB", "XXB"), ("UTO", "")],
)
def test_the_codes_of_passports_are_known(code, found):
    assert states.nationality_of(code) == found


def test_a_name_cut_between_surname_and_given_names_may_be_the_same():
    surname = "A" * 13 + "Ä" * 12
    assert names.compare(surname, "Awa", names.zone_form(surname, "Awa")) == Match.CUT
