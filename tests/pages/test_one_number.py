"""One number everywhere: what stands on the pages is what the command line and Python answer, for 200 drawn choices."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

import qms
from pages.parts.menu import CHANGES, EXPLORE, OUTSTANDING, OVERVIEW, PROGRESS
from pages.parts.words import address_of
from qms.book import Book
from qms.cli import run
from qms.coverage import Ledger
from qms.coverage.parents import parents_on
from qms.i18n import LANGUAGES
from qms.store.database import connect
from qms.store.ledger import current_ledger
from qms.vocabulary import MEASURES
from tests.pages.walking import Dashboard, Visited

SEED = 27_04_2021
FIRST, LAST = date(2014, 12, 31), date(2026, 9, 30)
VIEWS = {OVERVIEW: (6, 60), EXPLORE: (10, 60), PROGRESS: (10, 60), CHANGES: (9, 60), OUTSTANDING: (9, 60)}
"""So many views of a page are opened, and so many of the numbers they print compared at most: 200 together."""
FRACTION = re.compile(r"([\d.,]+)/([\d.,]+)(?!\d)")


class Choice(NamedTuple):
    """A measure on a day, of one ministry or province (level:code) or of the country (blank)."""

    measure: str
    day: str
    under: str


class Printed(NamedTuple):
    """What a page prints for a choice."""

    choice: Choice
    numerator: int
    denominator: int
    language: str
    page: str


def numbers_of(visited: Visited, page: str, language: str) -> Iterator[Printed]:
    """Return every fraction that opens the agencies of one figure: the link says of what it is."""
    for link in visited.told.links:
        asked = parse_qs(urlsplit(link.href).query)
        found = FRACTION.search(link.words)
        of_one_figure = set(asked) - {"lang", "under"} == {"measure", "as_of"} and len(asked.get("under", [""])) == 1
        if found and of_one_figure and asked["measure"][0] in MEASURES:
            choice = Choice(asked["measure"][0], asked["as_of"][0], asked.get("under", [""])[0])
            yield Printed(choice, number(found[1]), number(found[2]), language, page)


def number(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))


def view(page: str, ledger: Ledger, chance: random.Random, language: str, *, whole: bool) -> dict[str, str]:
    """Return what a link asks for: a day, a measure, and a ministry or province of that day or the whole country."""
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    asked = {"as_of": day.isoformat(), "lang": language}
    if page == OVERVIEW:
        return asked
    parent = {} if whole else {"under": address_of(chance.choice(parents_on(ledger, day)))}
    return asked | parent | {"measure": chance.choice(MEASURES)}


@pytest.fixture(scope="module")
def book(demo_database: Path) -> Book:
    return qms.open(f"sqlite:///{demo_database}")


@pytest.fixture(scope="module")
def drawn(demo_database: Path) -> list[tuple[str, Printed]]:
    """Numbers of all pages as they are printed, each with all that its page says."""
    chance = random.Random(SEED)
    ledger = current_ledger(connect(f"sqlite:///{demo_database}"))
    found: list[tuple[str, Printed]] = []
    with pytest.MonkeyPatch.context() as patch:
        dashboard = Dashboard(demo_database, patch, today=LAST.isoformat())
        for page, (views, compared) in VIEWS.items():
            printed: dict[Choice, tuple[str, Printed]] = {}
            for turn in range(views):
                language = LANGUAGES[turn % 2]
                visited = dashboard.open(
                    f"/{page}?{urlencode(view(page, ledger, chance, language, whole=not turn % 3))}"
                )
                printed |= {one.choice: (visited.told.text, one) for one in numbers_of(visited, page, language)}
            found += chance.sample(list(printed.values()), min(compared, len(printed)))
    return found


pytestmark = pytest.mark.heavy


def test_two_hundred_numbers_on_the_pages_are_those_of_python(drawn: list[tuple[str, Printed]], book: Book) -> None:
    assert len(drawn) >= 200
    assert {printed.page for _text, printed in drawn} == set(VIEWS)
    for text, printed in drawn:
        measure, day, under = printed.choice
        figure = book.figures(day, measure=measure, under=under or None)[measure]
        assert (printed.numerator, printed.denominator) == (figure.numerator, figure.denominator), printed
        assert figure.text(printed.language) in text, printed


def test_they_are_those_of_the_command_line(
    drawn: list[tuple[str, Printed]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    demo_database: Path,
) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{demo_database}")
    for _text, printed in drawn:
        measure, day, under = printed.choice
        narrowed = ["--under", under] if under else []
        assert run(["figures", "--as-of", day, "--measure", measure, *narrowed, "--format", "json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)["figures"]
        assert (printed.numerator, printed.denominator) == (told["numerator"], told["denominator"]), printed
