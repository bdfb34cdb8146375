import pytest

from documents.actions import create_document
from documents.models import Document
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def declaration(cast: Cast) -> Document:
    """A public text that the team writes."""
    return create_document(
        by=cast.organiser,
        event=cast.event,
        title="Declaration of Québec",
        language="en",
        paragraphs=["We, gathered in Quebec", "declare"],
    )
