"""`qms report` as whole processes: what a clerk waits for, and how much memory a full report takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from benchmarks.pairs import process
from qms.reports.orders import To

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.pairs import Book

QMS: Final = str(Path(sys.executable).with_name("qms"))
DAYS: Final = ("--as-of", "2020-09-30", "--compare-to", "2019-09-30")
"""About 4,000 agencies are outstanding."""
AT_MOST_MIB: Final = {To.DOCX: 150, To.XLSX: 150, To.PDF: 450}
"""A full PDF's compiler is a process of its own."""
SOON: Final = 0.5
"""Seconds that nobody minds."""
LIBRARIES: Final = {
    To.DOCX: "import io, docx; d = docx.Document(); d.add_paragraph('x'); d.save(io.BytesIO())",
    To.XLSX: (
        "import io, xlsxwriter; b = xlsxwriter.Workbook(io.BytesIO(), {'in_memory': True});"
        " b.add_worksheet().write_string(0, 0, 'x'); b.close()"
    ),
    To.PDF: "import typst; typst.compile(b'= x', format='pdf')",
}
"""What a format's library takes by itself: its import and a file with one line."""
MEASURED: Final = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""
"""Runs a command from a small process, whose own memory counts for nothing; prints the most MiB that it and its
children ever had."""


def summary(to: To, database: Path, folder: Path) -> Callable[[], object]:
    return process(
        [QMS, "report", *DAYS, "--to", to, "-o", str(folder / "report")], QMS_DATABASE_URL=f"sqlite:///{database}"
    )


@pytest.mark.parametrize("to", list(LIBRARIES))
def test_a_summary_takes_three_times_its_library_or_half_a_second(
    book: Book, demo_database: Path, tmp_path: Path, to: To
) -> None:
    comparison = book.compare(
        f"qms report --to {to}, summary, whole process",
        summary(to, demo_database, tmp_path),
        process([sys.executable, "-c", LIBRARIES[to]]),
        other_name="its library, one line",
        at_most=3,
        rounds=5,
    )
    assert comparison.holds or comparison.ours <= SOON, comparison.line()


@pytest.mark.parametrize("to", list(LIBRARIES))
def test_a_summary_takes_little_more_than_what_it_cannot_do_without(
    book: Book, demo_database: Path, tmp_path: Path, to: To
) -> None:
    comparison = book.compare(
        f"qms report --to {to}, summary, whole process",
        summary(to, demo_database, tmp_path),
        process([sys.executable, "-c", f"import numpy, typer; {LIBRARIES[to]}"]),
        other_name="the libraries' imports, one line",
        at_most=2.5,
        rounds=5,
    )
    assert comparison.holds, comparison.line()


@pytest.mark.parametrize("to", list(AT_MOST_MIB))
def test_the_memory_of_a_full_report(demo_database: Path, tmp_path: Path, to: To) -> None:
    wanted = [QMS, "report", *DAYS, "--length", "full", "--to", to, "-o", str(tmp_path / "report")]
    done = subprocess.run(  # noqa: S603 – our own command
        [sys.executable, "-c", MEASURED, *wanted],
        env=os.environ | {"QMS_DATABASE_URL": f"sqlite:///{demo_database}"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    mib = float(done.stdout)
    sys.stdout.write(f"{to}: {mib:.0f} MiB\n")
    assert mib <= AT_MOST_MIB[to]
