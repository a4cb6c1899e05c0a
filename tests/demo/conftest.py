"""The demo, drafted and played back once."""

import pytest

from qms.demo import demo_drafts
from qms.store.facts import Draft
from tests.shipped.replay import Country, play


@pytest.fixture(scope="session")
def drafts() -> list[Draft]:
    return list(demo_drafts())


@pytest.fixture(scope="session")
def country(drafts: list[Draft]) -> Country:
    return play(drafts)
