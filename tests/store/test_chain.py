"""The bytes that are hashed, and the page that documents them."""

import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest

from qms.store.batches import place_after, seal
from qms.store.chain import Content, canonical_bytes, hash_of
from qms.store.columns import BATCH_COLUMNS, FACT_COLUMNS, GENESIS
from qms.store.facts import Draft
from qms.store.initial import EMPTY_PLACE
from qms.vocabulary import BatchKind
from tests.house.repository import ROOT
from tests.store.worlds import announced, province_with_two_communes, statuses, voiding

PAGE = (ROOT / "docs" / "chain.md").read_text(encoding="utf-8")


def test_three_batches_have_these_hashes() -> None:
    first = seal(province_with_two_communes(), EMPTY_PLACE)
    then = place_after(EMPTY_PLACE, first)
    reported = replace(
        statuses(announced(2, date(2021, 4, 27), note='Ghi chú "1"\ndòng 2')),
        counts={"new": 1, "changed": 0},
        file_name="bao-cao.csv",
        file_sha256="ab" * 32,
        reporter="02",
        period="2021",
    )
    second = seal(reported, then)
    last = place_after(then, second)
    third = seal(replace(voiding("status_event", 1), kind=BatchKind.UNDO, reverts=2), last)

    assert hash_of(first) == "a8a17dd09eaef8f2c0c34be111832792191b1ae865278c21004761798c1d97a4"
    assert hash_of(second) == "9710b212837f99265925ce26a851fdcd5e93259c808b844ebc3149d08feb27b8"
    assert hash_of(third) == "ff78d4680445e7a3b8a0b07da95640e7a5ebe69c21cb6959e98b0a138256f914"


def test_letters_stand_as_they_are_and_controls_are_escaped() -> None:
    row = (1, 'Hà\t"Nội"\\\x01', *(None,) * (len(FACT_COLUMNS["account"]) - 1))

    written = canonical_bytes(Content((), {"account": [row]}, {})).decode("utf-8")

    assert written == '["batch"]\n["account",1,"Hà\\t\\"Nội\\"\\\\\\u0001",null,null,null]\n'


def test_rows_come_by_table_then_those_taken_back() -> None:
    written = canonical_bytes(
        Content((7,), {"status_event": [(1, 2)], "agency": [(1, "commune")]}, {"succession": [4, 9], "agency": [3]})
    ).decode()

    assert written.splitlines() == [
        '["batch",7]',
        '["agency",1,"commune"]',
        '["status_event",1,2]',
        '["void","agency",3]',
        '["void","succession",4]',
        '["void","succession",9]',
    ]


def test_an_empty_draft_is_a_batch_too() -> None:
    nothing = seal(Draft(BatchKind.RECEIPT, "An"), EMPTY_PLACE)

    assert canonical_bytes(nothing).count(b"\n") == 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_documented_example_has_the_documented_hashes(number: int) -> None:
    lines = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    documented = dict(re.findall(r"Hash of batch (\d): `(\w+)`", PAGE))

    assert hashlib.sha256(lines[number - 1].encode("utf-8")).hexdigest() == documented[str(number)]
    previous = GENESIS if number == 1 else documented[str(number - 1)]
    assert previous in lines[number - 1].splitlines()[0]


def test_the_documented_columns_are_the_columns() -> None:
    documented = {
        table: tuple(columns.split(", "))
        for table, columns in re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|$", PAGE, re.MULTILINE)
    }

    assert documented == FACT_COLUMNS
    named = re.search(r'`\["batch", ([^\]]+)\]`', PAGE)
    assert named is not None
    assert tuple(" ".join(named.group(1).split()).split(", ")) == BATCH_COLUMNS
