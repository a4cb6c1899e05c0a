"""Somebody keeps asking while a hundred files are taken in: every answer is of one moment, none is lost."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qms.store.batches import append
from qms.store.database import Database
from qms.store.facts import Draft, NewAgency, Version
from qms.store.history import history
from qms.store.verify import verify
from qms.vocabulary import BatchKind, Level, Scope
from tests.faults.typist import typists
from tests.house.repository import ROOT
from tests.store.worlds import OPENING, moment

pytestmark = pytest.mark.heavy

FILES = 100
DAY = date(2021, 4, 27)
READER = """
import json, select, sys
import qms

book, goes_on, last = qms.open(sys.argv[1]), True, None
while goes_on:
    goes_on = not select.select([sys.stdin], [], [], 0)[0]
    found = book.figures("2021-04-27", measure="communes").to_json()
    answer = [found["data_version"], found["chain_head"], found["figures"][0]["numerator"]]
    if answer != last or not goes_on:
        print(json.dumps(answer), flush=True)
    last = answer
"""
"""Asks until its standing input ends, and once more; tells each new answer, so that it never waits to be read."""


def a_hundred_communes() -> Draft:
    return Draft(
        BatchKind.REGISTER,
        "test",
        recorded_at=moment(1),
        agencies=(NewAgency(Level.PROVINCE), *[NewAgency(Level.COMMUNE)] * FILES),
        versions=(
            Version(-1, OPENING, code="02", name="Tỉnh Hà Giang", scope=Scope.MANDATORY),
            *(
                Version(-2 - at, OPENING, code=f"{at:05}", name=f"Xã {at}", parent=-1, scope=Scope.ENCOURAGED)
                for at in range(FILES)
            ),
        ),
    )


def file_of(folder: Path, at: int) -> str:
    """A file that says that one of the communes is covered."""
    file = folder / f"{at}.csv"
    head = "agency_code,status,effective_date,procedures_total,procedures_covered"
    file.write_text(f"{head}\n{at:05},announced,{DAY},5,5\n", encoding="utf-8")
    return str(file)


@contextmanager
def somebody_asking(url: str, answers: list[Any]) -> Iterator[None]:
    """Let another process ask for the figures again and again; its answers are there at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", READER, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        answers.append(json.loads(reader.stdout.readline()))
        yield
        out, _nothing = reader.communicate(timeout=60)
        answers += [json.loads(line) for line in out.splitlines()]
    assert reader.returncode == 0


def test_every_answer_is_of_one_head_and_the_heads_come_in_order(database: Database, tmp_path: Path) -> None:
    append(database, a_hundred_communes())
    answers: list[Any] = []
    with somebody_asking(database.url, answers), typists(database.url, 1) as (typist,):
        for at in range(FILES):
            assert typist.type("import", file_of(tmp_path, at)).code == 0

    heads = {batch.batch: batch.hash for batch in history(database)}
    assert len(heads) == 1 + FILES
    assert answers[0] == [1, heads[1], 0]
    assert answers[-1] == [1 + FILES, heads[1 + FILES], FILES]
    for version, head, covered in answers:
        assert (head, covered) == (heads[version], version - 1)
    versions = [version for version, _head, _covered in answers]
    assert versions == sorted(versions)
    assert len(set(versions)) > FILES // 10, "the reader hardly read while files were taken in"
    assert verify(database).ok
