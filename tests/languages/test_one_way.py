"""What people write is kept and translated in one way only: as texts."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

# Columns of values that are no words to translate, or that a decision keeps elsewhere
# (docs/decisions.md). Whoever adds one says here why it is no text.
REASONS = {
    "lists of tags, keys, codes, days or columns": (
        "accounts.Person.languages accounts.Record.fields languages.Space.languages "
        "events.Event.languages events.Constituency.countries delegates.Questionnaire.purged "
        "delegates.Registration.passports delegates.Registration.speaks "
        "delegates.Registration.reads delegates.Badge.days delegates.BadgeDays.days "
        "delegates.CheckinList.categories delegates.CheckinList.days delegates.CheckinList.gates "
        "delegates.Export.columns delegates.Quota.rule delegates.Seating.place_after_payment "
        "workshops.Proposal.spoken workshops.Proposal.wished workshops.Session.spoken "
        "workshops.Session.interpreted workshops.Contributor.languages"
    ),
    "counts and proofs of what was erased": (
        "events.Receipt.counts delegates.PapersReceipt.counts delegates.PapersReceipt.checked"
    ),
    "a form's frozen document, which versions, files and answers name as a whole": (
        "delegates.Questionnaire.draft delegates.FormVersion.document"
    ),
    "answers as somebody gave them, to be read by whom she gave them to": (
        "delegates.Registration.answers delegates.Reply.answers delegates.Unsent.typed "
        "delegates.Wish.answers delegates.Wish.changes workshops.Proposal.answers "
        "workshops.Proposal.typed"
    ),
    "rows of a file while it is read, or what was before two became one": (
        "delegates.Arrival.rows delegates.Arrival.faults delegates.Intake.lines "
        "delegates.Intake.topics delegates.Intake.contacts delegates.Double.before "
        "delegates.Double.followed"
    ),
    "a notice's or a mail's stored values, worded when they are read": (
        "accounts.Notice.values accounts.Mail.attachments"
    ),
    "what the log carries, rendered for each language when it is sent": (
        "realtime.Entry.payload realtime.Receipt.body"
    ),
    "a printed paper's sealed lines": "delegates.Paper.lines",
    "features that a machine compares, of words in all languages at once": (
        "workshops.Fingerprint.features"
    ),
}
ALLOWED = {column for columns in REASONS.values() for column in columns.split()}
# `id` is Indonesian, and what keys are called.
LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES if code != "id")
NAMED_BY_LANGUAGE = re.compile(rf"(^|_)({LANGUAGES}|translations?)$")
ROOT = Path(__file__).parents[2]
OURS = {each.label for each in apps.get_app_configs() if Path(each.path).parent == ROOT}


def columns():
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in model._meta.local_fields:
                yield f"{model._meta.label}.{field.name}", field


def test_no_column_is_named_by_a_language():
    assert [name for name, field in columns() if NAMED_BY_LANGUAGE.search(field.name)] == []


def test_each_column_of_values_has_a_reason_not_to_be_a_text():
    found = {name for name, field in columns() if isinstance(field, models.JSONField)}
    assert found - ALLOWED == set(), "Keep words as texts, or say in REASONS why they are none."
    assert ALLOWED - found == set(), "These are gone: take them out of REASONS."


def test_texts_are_owned_by_a_foreign_key_and_never_translated_beside_it():
    """Nobody else points at translations, and no other model looks like one."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.local_fields}
        looks_like_one = {"lang", "body", "text"} <= names
        assert not looks_like_one or model._meta.app_label == "languages", model._meta.label
