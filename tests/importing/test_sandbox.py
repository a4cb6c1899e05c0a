"""Reading in a process of its own: limited, killed cleanly, its end a sentence; the server goes on."""

import io
import logging
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace

import pytest

from qms.importing import sandbox, wire
from qms.importing.child import answer
from qms.importing.codes import Code
from qms.importing.reading import read
from qms.importing.sandbox import read_file
from qms.importing.sheet import LIMITS, Limits, Reading
from tests.importing.workbooks import Drawing, error, formula, number, sheet, workbook

CSV = "Mã cơ quan;Tình trạng;Ngày hiệu lực\n00004;đã công bố;27/04/2021\n".encode()
BOOK = workbook(
    sheet([["Hướng dẫn"]], name="Đọc trước", state="hidden"),
    Drawing(
        {
            2: ["Mã cơ quan", "Tình trạng", "Ngày hiệu lực", "Tổng số TTHC"],
            3: ["00004", "đã công bố", number(44313, 1), formula("1+1", "2")],
            5: ["00005", error("#REF!"), formula("A1", None), "x" * 500],
        },
        hidden_rows={3},
        hidden_columns=((2, 3),),
        merged=("A3:A5",),
    ),
)


def no_limits(_: Limits) -> None:
    """The test's own process stays as it is."""


def conversation(content: bytes, **question: str | None) -> Reading | None:
    """What the two processes say to each other, in one."""
    asked = wire.pack_question(question.get("name") or "", question.get("sheet"), LIMITS) + content
    out = io.BytesIO()
    answer(io.BytesIO(asked), out, no_limits)
    return sandbox._understand(io.BytesIO(out.getvalue()))


@pytest.mark.parametrize(
    ("content", "name", "wanted"),
    [
        (CSV, "a.csv", None),
        (CSV, "a.xls", "Báo cáo"),
        (BOOK, "a.xlsx", None),
        (BOOK, "a.xlsx", "đọc trước"),
        (BOOK, "a.xlsx", "Không có"),
        (workbook(sheet([["x"]], name="A"), sheet([["y"]], name="B")), "a.xlsx", None),
        (b"%PDF-1.7", "a.csv", None),
    ],
)
def test_the_answer_of_the_process_is_what_reading_here_would_give(
    content: bytes, name: str, wanted: str | None
) -> None:
    here = read(content, name, sheet=wanted)
    assert conversation(content, name=name, sheet=wanted) == here
    assert read_file(content, name, sheet=wanted) == here


def test_the_process_knows_nothing_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", "postgresql+psycopg://secret")
    monkeypatch.setattr(sandbox, "_START", "import os, sys; sys.exit('QMS_DATABASE_URL' in os.environ)")
    with tempfile.TemporaryFile() as complaints, sandbox._start(complaints) as child:
        assert child.wait() == 0


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_START", "import threading; threading.Event().wait()")
    reading = read_file(CSV, limits=replace(LIMITS, seconds=1))
    assert [one.code for one in reading.problems] == [Code.READING_TIMED_OUT]
    assert "1 second" in reading.problems[0].message("en")


def test_a_file_that_takes_too_much_of_the_processor_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = """
from qms.importing.child import limit_this_process
from qms.importing.sheet import Limits
limit_this_process(Limits(cpu_seconds=1))
while True: pass
"""
    monkeypatch.setattr(sandbox, "_START", busy)
    assert [one.code for one in read_file(CSV).problems] == [Code.READING_TIMED_OUT]


def test_a_file_that_needs_too_much_memory_is_stopped() -> None:
    rows = b"".join(b"%d;%d\n" % (at, at) for at in range(1_000_000))
    reading = read_file(rows, limits=Limits(memory_bytes=60_000_000))
    assert [one.code for one in reading.problems] == [Code.READING_OUT_OF_MEMORY]


@pytest.mark.parametrize(
    "end",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "raise RuntimeError('broken')",
        "import sys; sys.stdin.buffer.read(); sys.stdout.write('[\"rows\",[')",
        "import sys; sys.exit(0)",
    ],
)
def test_a_crash_of_the_process_is_a_sentence_and_a_line_in_the_log(
    end: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sandbox, "_START", end)
    with caplog.at_level(logging.ERROR):
        reading = read_file(CSV * 100_000)
    assert [one.code for one in reading.problems] == [Code.READING_CRASHED]
    assert len(caplog.records) == 1


def test_a_process_that_has_answered_and_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_SECONDS_TO_END", 0.1)
    lingering = "from qms.importing.child import main; main(); import threading; threading.Event().wait()"
    monkeypatch.setattr(sandbox, "_START", lingering)
    assert read_file(CSV, limits=replace(LIMITS, seconds=5)).sheet is not None


def test_too_large_a_file_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert [one.code for one in read_file(CSV, limits=Limits(bytes=10)).problems] == [Code.TOO_MANY_BYTES]


def test_many_files_at_once_wait_for_one_another() -> None:
    readings: list[Reading] = []
    threads = [threading.Thread(target=lambda: readings.append(read_file(CSV))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reading.sheet is not None for reading in readings] == [True] * 5


def test_the_process_loads_no_database_and_no_screen() -> None:
    heavy = ["sqlalchemy", "numpy", "pandas", "streamlit", "openpyxl"]
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, qms.importing.child; print(*[n for n in {heavy} if n in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == []


def test_short_texts_that_come_again_are_kept_once() -> None:
    memory = wire.Memory()
    word = "đã công bố"
    one, other = word.upper().lower(), word.upper().lower()
    assert one is not other
    assert memory.once(one) is memory.once(other)
    assert memory.once("x" * 100) == "x" * 100
    assert len(memory) == 1


def test_the_memory_of_texts_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_KEPT", 3)
    memory = wire.Memory()
    assert [memory.once(text) for text in "abcdef"] == list("abcdef")
    assert len(memory) == 3


def test_a_memory_error_while_reading_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def devour(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("qms.importing.child.open_source", devour)
    reading = conversation(CSV)
    assert reading is not None
    assert [one.code for one in reading.problems] == [Code.READING_OUT_OF_MEMORY]
