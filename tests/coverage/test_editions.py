"""Editions of the standard: superseded since when, late by how many days."""

from datetime import date

import pytest

from qms.coverage.editions import current_edition, superseded
from qms.vocabulary import Standard


@pytest.mark.parametrize(
    ("standard", "on", "late"),
    [
        (Standard.ISO_2008, date(2015, 12, 31), None),
        (Standard.ISO_2008, date(2021, 6, 30), 0),
        (Standard.ISO_2008, date(2021, 7, 1), 1),
        (Standard.ISO_2008, date(2026, 9, 30), 1918),
        (Standard.ISO_2000, date(2008, 11, 16), 1),
    ],
)
def test_an_edition_is_late_from_the_day_set_for_leaving_it(standard: Standard, on: date, late: int | None) -> None:
    found = superseded(standard, on)
    assert found is not None
    assert found.days_late == late


def test_an_edition_is_no_finding_before_its_successor_stands_nor_while_none_does() -> None:
    assert superseded(Standard.ISO_2008, date(2015, 12, 30)) is None
    assert superseded(Standard.ISO_2015, date(2026, 9, 30)) is None
    assert superseded(None, date(2026, 9, 30)) is None


def test_no_newer_edition_is_named_before_the_authorities_set_its_day() -> None:
    assert current_edition(date(2026, 9, 30)) is Standard.ISO_2015
    assert current_edition(date(2010, 1, 1)) is Standard.ISO_2008
    assert current_edition(date(2007, 1, 1)) is None
