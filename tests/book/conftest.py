"""The small country's database as a book."""

from datetime import date

import pytest

import qms
from qms import moments
from qms.book import Book
from tests.cli.small import write_country


@pytest.fixture(scope="session")
def country_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('book') / 'country.sqlite'}"
    write_country(url)
    return url


@pytest.fixture
def book(country_url: str, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setattr(moments, "today", lambda: date(2026, 10, 1))
    monkeypatch.setenv("QMS_LANG", "en")
    return qms.open(country_url)
