"""Catalogues: compiled without gettext, and proven complete."""

import gettext

import pytest

from tools import messages
from tools.catalogues import compile_catalogues

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURAL = HEAD[:-1] + '\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
WHOLE = '\nmsgid "Yes"\nmsgstr "Oui"\n\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
WHOLE += 'msgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s jours"\n'


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes the French catalogue of a repository of a test's own."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    path = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)

    def write(text):
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_catalogue_is_compiled_as_gettext_reads_it(write):
    path = write(PLURAL + WHOLE)
    folder = path.parent.parent.parent
    assert compile_catalogues(folder) == [path.with_suffix(".mo")]
    french = gettext.translation("django", folder, ["fr"])
    assert french.gettext("Yes") == "Oui"
    assert french.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s jours"


def test_an_unchanged_catalogue_is_left_alone(write):
    folder = write(PLURAL + WHOLE).parent.parent.parent
    compile_catalogues(folder)
    assert compile_catalogues(folder) == []


def test_a_doubtful_translation_is_not_compiled(write):
    folder = write(HEAD + '\n#, fuzzy\nmsgid "Yes"\nmsgstr "Peut-être"\n').parent.parent.parent
    compile_catalogues(folder)
    assert gettext.translation("django", folder, ["fr"]).gettext("Yes") == "Yes"


def test_a_whole_catalogue_has_no_gaps(write):
    write(PLURAL + WHOLE)
    assert messages.gaps("fr") == []


@pytest.mark.parametrize(
    ("entry", "gap"),
    [
        ('\nmsgid "Yes"\nmsgstr ""\n', "fr: missing: 'Yes'"),
        ('\n#, fuzzy\nmsgid "Yes"\nmsgstr "Oui"\n', "fr: fuzzy: 'Yes'"),
        (WHOLE.replace("%(n)s jours", ""), "fr: missing: ('%(n)s day', '%(n)s days')"),
    ],
)
def test_a_gap_is_named(write, entry, gap):
    write(PLURAL + entry)
    assert messages.gaps("fr") == [gap]


def test_what_sources_and_catalogue_do_not_share_is_named(write):
    write(PLURAL + WHOLE)
    said = {(None, each) for each in ("No", ("%(n)s day", "%(n)s days"))}
    assert messages.differences(said, "fr") == [
        "fr: no longer in the sources: (None, 'Yes')",
        "fr: not in the catalogue: (None, 'No')",
    ]
