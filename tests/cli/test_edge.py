"""The edge: faults become a reference, interruptions and closed pipes end in peace, everything written is UTF-8."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import qms.book
from tests.cli.conftest import Type

ON_THE_DAY = "figures --as-of 2021-04-27"
HEAVY = ("sqlalchemy", "sqlmodel", "pydantic", "alembic", "pandas", "pyarrow", "streamlit", "plotly", "babel", "rich")


def environment(country: str, **more: str) -> dict[str, str]:
    return {**os.environ, "QMS_DATABASE_URL": country, "QMS_LANG": "vi", **more}


def test_our_own_fault_is_a_reference_for_the_user_and_a_record_for_us(
    ask: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_book: qms.book.Book) -> None:
        raise ZeroDivisionError("nobody's error")

    monkeypatch.setattr(qms.book.Book, "history", fail)
    typed = ask("history")
    assert (typed.code, typed.out, typed.err.count("\n")) == (70, "", 1)
    assert "Traceback" not in typed.err
    reference = typed.err.split("reference ")[1].split(";")[0]
    [log] = (tmp_path / "home").rglob("faults.log")
    assert f" {reference}\n" in log.read_text()
    assert "ZeroDivisionError: nobody's error" in log.read_text()


def test_a_fault_that_cannot_be_recorded_is_still_one_sentence(
    ask: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_book: qms.book.Book) -> None:
        raise ZeroDivisionError

    (tmp_path / "home").write_text("a file where the folder should be")
    monkeypatch.setattr(qms.book.Book, "history", fail)
    typed = ask("history")
    assert (typed.code, typed.out, typed.err.count("\n")) == (70, "", 1)
    assert "ZeroDivisionError" in typed.err


def test_an_interruption_is_quiet(ask: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_book: qms.book.Book) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(qms.book.Book, "history", interrupt)
    assert ask("history") == (130, "", "")


def test_a_reader_that_goes_away_ends_it_in_peace(country: str) -> None:
    line = [sys.executable, "-m", "qms", "series", "--measure", "slice", "--from", "1800-01-01", "--to", "2021-04-27"]
    with subprocess.Popen(
        [*line, "--format", "csv"], env=environment(country), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


def test_names_are_written_in_utf_8_whatever_the_locale_says(country: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qms", *f"{ON_THE_DAY} --by parent --format json".split()],
        env=environment(country, PYTHONIOENCODING="ascii", LC_ALL="C"),
        capture_output=True,
        check=True,
    )
    assert "Thành phố Hà Nội" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["as_of"] == "2021-04-27"


@pytest.mark.parametrize(
    "line",
    [
        ON_THE_DAY,
        f"{ON_THE_DAY} --format json",
        "series --from 2020-01-01 --to 2021-01-01 --measure communes --measure provinces",
        f"report --as-of 2021-04-27 --to pdf -o {os.devnull}",
        "--help",
        "history",
        "history --batch 1",
        "verify",
        "verify --help",
    ],
)
def test_reading_loads_only_what_it_needs(country: str, line: str) -> None:
    asked = (
        "import sys; from qms.cli import run; "
        f"code = run({line.split()!r}); "
        f"sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules)); "
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], env=environment(country), capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
