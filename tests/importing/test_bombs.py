"""Files made to hurt whoever opens them: refused at once, with memory that is bounded."""

import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from qms.importing.codes import Code
from qms.importing.reading import read
from qms.importing.sandbox import read_file
from qms.importing.sheet import Limits, Reading
from tests.importing.workbooks import MAIN, Drawing, packed, sheet, workbook

SMALL = Limits(memory_bytes=300_000_000)
"""A third of the memory that is allowed: what is refused early needs little."""

SHEET = "xl/worksheets/sheet1.xml"


def codes(reading: Reading) -> list[Code]:
    return [one.code for one in reading.problems]


@contextmanager
def at_most(processor_seconds: float) -> Iterator[None]:
    """The processor's time and not the clock's: what else the machine does is no fault of ours."""
    before = time.process_time()
    yield
    assert time.process_time() - before < processor_seconds


def sheet_of(inside: str) -> bytes:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'
    return workbook(sheet([]), parts={SHEET: xml})


def test_a_zip_bomb_is_refused_by_its_table_of_contents() -> None:
    bomb = workbook(sheet([["a"]]), parts={"xl/media/image1.xml": "\0" * 50_000_000})
    assert len(bomb) < 1_000_000
    with at_most(1):
        assert codes(read(bomb)) == [Code.UNPACKS_TOO_LARGE]


def test_many_parts_that_are_modest_each_are_refused_together() -> None:
    bomb = workbook(sheet([["a"]]), parts={f"xl/media/{at}.xml": "\0" * 900_000 for at in range(20)})
    with at_most(1):
        assert codes(read(bomb, limits=Limits(unpacked_bytes=15_000_000))) == [Code.UNPACKS_TOO_LARGE]


def test_a_zip_of_too_many_parts_is_refused() -> None:
    bomb = packed({f"{at}": "" for at in range(3_000)}, zipfile.ZIP_STORED)
    with at_most(1):
        assert codes(read(bomb)) == [Code.TOO_MANY_PARTS]


def test_a_part_that_lies_about_its_size_unpacks_no_further() -> None:
    honest = sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>" + " " * 2_000_000)
    at = honest.rfind(b"xl/worksheets/sheet1.xml") - 46
    lying = honest[: at + 24] + (200).to_bytes(4, "little") + honest[at + 28 :]
    assert codes(read(lying)) == [Code.DAMAGED_WORKBOOK]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_entities_are_refused_where_they_are_declared(part: str) -> None:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    bomb = workbook(
        sheet([["a"]]), parts={part: f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l11;</x>'}
    )
    with at_most(1):
        refused = codes(read(bomb))
    # The list of content types is only searched, never parsed.
    assert refused == ([] if part == "[Content_Types].xml" else [Code.ENTITY_DECLARATION])


def test_an_external_entity_is_not_fetched() -> None:
    xml = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]><worksheet>&file;</worksheet>'
    assert codes(read(workbook(sheet([]), parts={SHEET: xml}))) == [Code.ENTITY_DECLARATION]


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1"])
def test_a_far_cell_is_refused_by_its_name(place: str) -> None:
    line = place.lstrip("ADFX")
    bomb = sheet_of(f"<row r='{line}'><c r='{place}'><v>1</v></c></row>")
    with at_most(1):
        reading = read(bomb)
    assert codes(reading) == [Code.FAR_CELL]
    assert place in reading.problems[0].message("vi")


def test_a_far_cell_that_is_only_formatted_does_no_harm() -> None:
    reading = read(sheet_of("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576' s='1'/></row>"))
    assert codes(reading) == []


def test_ten_thousand_columns_are_refused() -> None:
    with at_most(1):
        assert codes(read(workbook(Drawing({1: ["x"] * 10_000})))) == [Code.TOO_MANY_COLUMNS]
        assert codes(read((("x;" * 10_000 + "\n") * 100).encode())) == [Code.TOO_MANY_COLUMNS]


def test_a_wide_sheet_of_empty_formatted_cells_is_not_wide() -> None:
    cells = "".join("<c s='1'/>" for _ in range(10_000))
    assert codes(read(sheet_of(f"<row r='1'><c r='A1'><v>1</v></c>{cells}</row>"))) == []


def test_one_cell_of_twenty_megabytes_is_refused() -> None:
    text = "x" * 19_000_000
    with at_most(2):
        assert codes(read(sheet_of(f"<row r='1'><c t='inlineStr'><is><t>{text}</t></is></c></row>"))) == [
            Code.UNPACKS_TOO_LARGE
        ]
        stored = packed({"[Content_Types].xml": "", **_parts_with(text)}, zipfile.ZIP_STORED)
        assert codes(read(stored)) == [Code.CELL_TOO_LONG]
        assert codes(read(f"a;b\n{text}".encode())) == [Code.CELL_TOO_LONG]
        assert codes(read(f'a;b\n"{text}'.encode())) == [Code.CELL_TOO_LONG]


def _parts_with(text: str) -> dict[str, str]:
    relations = (
        '<Relationships><Relationship Id="r" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    return {
        "xl/workbook.xml": '<workbook><sheets><sheet name="a" id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations,
        SHEET: f"<worksheet><sheetData><row><c t='inlineStr'><is><t>{text}</t></is></c></row></sheetData></worksheet>",
    }


def test_more_rows_than_allowed_are_refused_before_all_are_read() -> None:
    rows = "<row><c><v>1</v></c></row>" * 3_000
    assert codes(read(sheet_of(rows), limits=Limits(rows=500))) == [Code.TOO_MANY_ROWS]
    assert codes(read(b"1,2\n" * 3_000, limits=Limits(rows=500))) == [Code.TOO_MANY_ROWS]


BOMBS: dict[str, tuple[Callable[[], bytes], Code]] = {
    "unpacks to zeros": (lambda: workbook(sheet([["a"]]), parts={"x.xml": "\0" * 50_000_000}), Code.UNPACKS_TOO_LARGE),
    "a far cell": (lambda: sheet_of("<row r='9'><c r='XFD9'><v>1</v></c></row>"), Code.FAR_CELL),
    "entities": (
        lambda: workbook(sheet([]), parts={SHEET: "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
        Code.ENTITY_DECLARATION,
    ),
    "wide": (lambda: workbook(Drawing({1: ["x"] * 10_000})), Code.TOO_MANY_COLUMNS),
    "wide text": (lambda: (b"x;" * 10_000 + b"\n") * 900, Code.TOO_MANY_COLUMNS),
    "one cell": (
        lambda: packed({"[Content_Types].xml": "", **_parts_with("x" * 19_000_000)}, zipfile.ZIP_STORED),
        Code.CELL_TOO_LONG,
    ),
    "one cell of text": (lambda: b"a;b\n" + b"x" * 19_000_000, Code.CELL_TOO_LONG),
    "many parts": (lambda: packed({f"{at}": "" for at in range(3_000)}, zipfile.ZIP_STORED), Code.TOO_MANY_PARTS),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_a_process_of_its_own_is_refused_by_its_name_and_needs_little(bomb: str) -> None:
    """What it needs of the processor includes the start of the process; its memory is limited to a third."""
    draw, code = BOMBS[bomb]
    content, before = draw(), resource.getrusage(resource.RUSAGE_CHILDREN)
    assert codes(read_file(content, limits=SMALL)) == [code]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
