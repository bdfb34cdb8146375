"""Every table says which of its columns are about a person, why, and until when."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from access.privacy import Personal

OURS = [
    model
    for config in apps.get_app_configs()
    if (settings.BASE / config.label).is_dir() and config.path.startswith(str(settings.BASE))
    for model in config.get_models()
]
# What a column about a person is likely to be called.
TELLING = re.compile(
    r"(^|_)(e?mail|phone|mobile|fax|full_name|first_name|last_name|surname|nickname|pseudonym|"
    r"public_name|called|birth\w*|born|gender|sex|passport|nationality|address|street|city|"
    r"postcode|ip|user_agent|diet|allerg\w*|health|needs|disabilit\w*|religion|password|token|"
    r"person|user|owner|author|proposer|speaker|speakers|written_by|made_by|used_by|\w+_by)$"
)
# Columns that sound so and are not about a person, each with the reason.
NOT_PERSONAL = {
    "events.Venue.address": "where a house stands",
    "delegates.Grant.answer_by": "the day by which an offer is answered",
}


def label(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.app_label}.{model.__name__}.{field.name}"


def own_fields(model: type[models.Model]) -> dict[str, models.Field]:
    return {field.name: field for field in model._meta.get_fields() if field.concrete}


def test_our_models_are_found():
    assert len(OURS) > 15


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_model_says_what_of_it_is_personal(model):
    assert "PERSONAL" in vars(model), f"{model._meta.label} has no PERSONAL; see access/privacy.py"
    unknown = set(model.PERSONAL) - set(own_fields(model))
    assert not unknown, f"PERSONAL of {model._meta.label} names {unknown}"
    for column, said in model.PERSONAL.items():
        assert isinstance(said, Personal), column
        assert len(said.purpose) > 5, column


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_column_that_sounds_like_a_person_has_its_purpose_and_its_end(model):
    missing = [
        label(model, field)
        for name, field in own_fields(model).items()
        if (TELLING.search(name) or points_at_a_person(field))
        and name not in model.PERSONAL
        and label(model, field) not in NOT_PERSONAL
    ]
    assert missing == []


def points_at_a_person(field: models.Field) -> bool:
    related = getattr(field, "related_model", None)
    return related is not None and related._meta.label == settings.AUTH_USER_MODEL


def test_every_exception_is_still_needed():
    existing = {label(model, field) for model in OURS for field in own_fields(model).values()}
    assert set(NOT_PERSONAL) <= existing
