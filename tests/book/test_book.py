"""Python for analysts: the command line's questions, answered with values that become tables."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import qms
from qms.book import Book
from qms.errors import CouldNot, WrongUsage
from qms.store.batches import append
from qms.store.database import connect
from qms.store.facts import Draft, Event
from qms.vocabulary import MEASURES, BatchKind, Level, Measure, Status

THE_DAY = date(2021, 4, 27)


def test_figures_of_a_day_turn_into_a_table_in_one_call(book: Book) -> None:
    found = book.figures(THE_DAY)
    assert [(figure.numerator, figure.denominator) for figure in found] == [(1, 2), (0, 1), (1, 2), (1, 2), (2, 3)]
    frame = found.to_frame()
    assert list(frame["measure"]) == list(MEASURES)
    assert list(frame["numerator"]) == [1, 0, 1, 1, 2]


@pytest.mark.parametrize("day", [THE_DAY, "2021-04-27", "27/04/2021", datetime(2021, 4, 27, 12, tzinfo=UTC)])
def test_a_day_is_a_date_or_its_text(book: Book, day: Any) -> None:
    assert book.figures(day).as_of == THE_DAY


@pytest.mark.parametrize(
    ("known_on", "covered"),
    [
        (None, 2),
        (date(2021, 6, 30), 1),
        (date(2021, 7, 1), 2),
        ("2021-06-30", 1),
        (datetime.fromisoformat("2021-06-30T18:00"), 2),
        (datetime(2021, 6, 30, 17, 59, tzinfo=UTC), 1),
        (datetime(2021, 7, 1, 1, tzinfo=timezone(timedelta(hours=7))), 2),
    ],
)
def test_known_on_is_a_moment_or_the_end_of_a_day_in_hanoi(book: Book, known_on: Any, covered: int) -> None:
    assert book.figures(THE_DAY, measure="communes", known_on=known_on)["communes"].numerator == covered


@pytest.mark.parametrize("measure", ["communes", Measure.COMMUNES, ["communes"], (Measure.COMMUNES,)])
def test_a_measure_is_a_word_or_several(book: Book, measure: Any) -> None:
    assert [figure.measure for figure in book.figures(THE_DAY, measure=measure)] == ["communes"]


def test_several_measures_come_in_the_order_of_the_announcement(book: Book) -> None:
    found = book.figures(THE_DAY, measure=["communes", "ministries"])
    assert [figure.measure for figure in found] == ["ministries", "communes"]


def test_by_parent_under_and_slices_are_those_of_the_command_line(book: Book) -> None:
    assert len(book.figures(THE_DAY, measure="communes", by="parent").figures) == 3
    assert book.figures(THE_DAY, under="province:01")["communes"].denominator == 2
    assert book.figures(THE_DAY, level=Level.COMMUNE, region="red_river_delta")["slice"].denominator == 2


def test_members_are_the_agencies_behind_one_figure(book: Book) -> None:
    found = book.members("communes", THE_DAY)
    assert [(member.name, member.covered) for member in found] == [
        ("Phường Phúc Xá", True),
        ("Phường Trúc Bạch", True),
        ("Xã Lũng Cú", False),
    ]
    assert len(found) == found.figure.denominator == 3
    assert list(found.to_frame()["code"]) == ["00001", "00004", "00715"]
    assert len(book.members(None, THE_DAY, level="province")) == 2


def test_members_need_one_measure(book: Book) -> None:
    with pytest.raises(WrongUsage, match="Name the measure: ministries, "):
        book.members(None, THE_DAY)


def test_a_series_at_its_days_is_the_figures_of_these_days(book: Book) -> None:
    found = book.series("communes", "2019-01-01", THE_DAY, every="year")
    assert [(point.as_of, point.numerator) for point in found.points] == [
        (date(2019, 12, 31), 1),
        (date(2020, 12, 31), 1),
        (date(2021, 4, 27), 2),
    ]
    assert [book.figures(p.as_of)["communes"].numerator for p in found.points] == [1, 1, 2]
    assert len(found.to_frame()) == 3


def test_a_series_by_parent_can_be_pooled_onto_the_map_of_now(book: Book) -> None:
    then, now = (
        book.series("communes", "2024-12-31", "2025-12-31", every="year", by="parent", map=map_).points
        for map_ in ("then", "now")
    )
    assert (len(then), len(now)) == (5, 4)


def test_the_outstanding_are_listed_with_what_they_lack(book: Book) -> None:
    found = book.outstanding("communes", THE_DAY)
    assert [(agency.name, agency.missing) for agency in found.agencies] == [("Xã Lũng Cú", ("withdrawn",))]
    assert list(found.to_frame()["missing"]) == ["withdrawn"]


def test_changes_add_up_from_what_was_told_to_what_is_known(book: Book) -> None:
    found = book.changes("2021-04-20", THE_DAY, known_from="2021-04-20", measure="communes")
    communes = found["communes"]
    assert (communes.before, communes.corrected, communes.after) == ((1, 3), (2, 3), (2, 3))
    assert list(found.to_frame()["kind"]) == ["before", "corrected", "after"]
    assert list(found.to_frame()["numerator"]) == [1, 1, 2]
    assert [change.measure for change in book.changes("2021-04-20", THE_DAY)] == list(MEASURES)


def test_the_history_is_a_table_too(book: Book) -> None:
    assert list(book.history().to_frame()["kind"]) == ["register", "status", "status", "register"]


REFUSED: dict[str, Callable[[Book], Any]] = {
    "lies in the future": lambda book: book.figures("2026-10-02"),
    "not known yet": lambda book: book.figures(THE_DAY, known_on=date(2026, 10, 2)),
    "Did you mean communes?": lambda book: book.figures(THE_DAY, measure="comunes"),
    "not both": lambda book: book.figures(THE_DAY, by="parent", under="02"),
    "several agencies bear the code": lambda book: book.figures(THE_DAY, under="01"),
    "No agency with the code 77": lambda book: book.outstanding("communes", THE_DAY, under="77"),
    "Name the measure": lambda book: book.outstanding(None, THE_DAY),
    "lies after the last day": lambda book: book.series("communes", THE_DAY, "2021-04-26"),
    "lies after the last day, ": lambda book: book.changes(THE_DAY, "2021-04-26"),
    "Please name an earlier one": lambda book: book.changes(
        "2021-01-01", THE_DAY, known_from="2021-07-01", known_on="2021-06-30"
    ),
    "Choose from: month, quarter, year": lambda book: book.series("communes", THE_DAY, THE_DAY, every="day"),
    '"the moon" is not known here': lambda book: book.figures(THE_DAY, level="the moon"),
    "is not a day": lambda book: book.figures("2021-02-30"),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_understood_is_refused_with_a_sentence(book: Book, sentence: str) -> None:
    with pytest.raises(WrongUsage, match=sentence.replace("?", r"\?")):
        REFUSED[sentence](book)


def test_the_next_question_sees_what_another_process_recorded(country_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(country_url.removeprefix("sqlite:///"), copy)
    url = f"sqlite:///{copy}"
    book = qms.open(url)
    assert book.figures(THE_DAY)["communes"].numerator == 2
    append(
        connect(url),
        Draft(
            kind=BatchKind.STATUS,
            by="another",
            events=(Event(10, date(2021, 4, 1), Status.ANNOUNCED),),
        ),
    )
    assert book.figures(THE_DAY)["communes"].numerator == 3
    assert len(book.history()) == 5


def test_without_a_database_a_question_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CouldNot, match="qms init"):
        qms.open(f"sqlite:///{tmp_path / 'none.sqlite'}").figures(THE_DAY)


def test_a_book_is_opened_by_the_address_in_the_environment(country_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", country_url)
    assert qms.open().figures(THE_DAY)["communes"].denominator == 3


def heavy_modules_after(act: str, url: str) -> str:
    asked = f"import sys; {act}; sys.stdout.write(' '.join(n for n in {HEAVY!r} if n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "QMS_DATABASE_URL": url},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


HEAVY = ("numpy", "sqlalchemy", "sqlmodel", "alembic", "pandas", "pyarrow", "streamlit", "typer")


def test_importing_loads_nothing_heavy(country_url: str) -> None:
    assert heavy_modules_after("import qms", country_url) == ""


def test_asking_loads_what_counts_and_a_table_library_only_for_a_table(country_url: str) -> None:
    asked = "import qms; book = qms.open(); found = book.figures('2021-04-27'); book.history()"
    assert heavy_modules_after(asked, country_url) == "numpy"
    assert "pandas" in heavy_modules_after(f"{asked}; found.to_frame()", country_url)
