"""Mutated bytes of valid files: an answer each time, never a traceback, never a hang."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from qms.importing.columns import Kind
from qms.importing.layout import lay_out
from qms.importing.problems import Problem
from qms.importing.reading import read
from qms.importing.rows import read_register_rows, read_status_rows
from tests.importing.encodings import windows_1258
from tests.importing.example_files import EXAMPLES, MINISTRY, MISTAKES, PROVINCE
from tests.importing.workbooks import formula, number, shared_texts, sheet, sheet_xml, workbook

TODAY = date(2026, 11, 25)
ROUNDS = 300
CSV = (EXAMPLES / MISTAKES).read_bytes()
REGISTER = "Mã;Tên;Cấp;Từ ngày;Mã cơ quan tiền thân\n00004;Phường Ba Đình;UBND cấp xã;01/07/2025;00001|00004\n"
VALID = {
    "ministry": (EXAMPLES / MINISTRY).read_bytes(),
    "mistakes": CSV,
    "province": (EXAMPLES / PROVINCE).read_bytes(),
    "utf-16": CSV.decode().encode("utf-16"),
    "windows-1258": windows_1258(CSV.decode()),
    "register": REGISTER.encode(),
}
NASTY = [
    b"\0",
    b"\xff",
    b'"',
    b"\r",
    b"\n",
    b";",
    b"'",
    b"-",
    b"=",
    b"\xe2\x80\xae",
    b"<!DOCTYPE x>",
    b"9" * 400,
    b"PK\x05\x06",
]


def everything_said_of(content: bytes) -> list[Problem]:
    """All the way from bytes to cells; each problem is also put into words."""
    reading = read(content, "x.csv")
    if reading.sheet is None:
        return list(reading.problems)
    table = lay_out(reading.sheet)
    rows = read_register_rows if table.kind is Kind.REGISTER else read_status_rows
    return [*reading.problems, *table.problems, *(one for row in rows(table, TODAY) for one in row.problems)]


def mutations(content: bytes, seed: int, rounds: int = ROUNDS) -> Iterator[bytes]:
    luck = random.Random(seed)
    for _ in range(rounds):
        mutated = bytearray(content)
        for _ in range(luck.choice((1, 2, 8))):
            _mutate(mutated, luck)
        yield bytes(mutated)


def _mutate(content: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(content) + 1)
    upto = min(len(content), at + luck.choice((0, 1, 30)))
    what = luck.randrange(4)
    if what == 0 and at < len(content):
        content[at] = luck.randrange(256)
    elif what == 1:
        content[at:at] = luck.choice(NASTY)
    elif what == 2:
        del content[at:upto]
    else:
        content[at:at] = content[at:upto]


@pytest.mark.parametrize("name", VALID)
def test_a_mutated_file_is_answered(name: str) -> None:
    for content in mutations(VALID[name], seed=len(name)):
        for one in everything_said_of(content):
            assert one.message("vi")
            assert one.message("en")


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"]
)
def test_a_workbook_with_a_mutated_part_is_answered(part: str) -> None:
    drawing = sheet([["Mã cơ quan", "Tình trạng", "Ngày hiệu lực"], ["1", "x", number(44313, 1), formula("A1", "2")]])
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    book = '<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'
    parts = {
        "xl/worksheets/sheet1.xml": sheet_xml(drawing),
        "xl/styles.xml": styles,
        "xl/workbook.xml": book,
        "xl/sharedStrings.xml": shared_texts("a", "b"),
    }
    for mutated in mutations(parts[part].encode(), seed=len(part)):
        changed = parts | {part: mutated.decode("latin-1")}
        for one in everything_said_of(workbook(drawing, parts=changed)):
            assert one.message("vi")
