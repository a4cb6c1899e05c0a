"""For each code of reading, the smallest file that provokes it. `test_codes` asks for every one of them."""

from collections.abc import Callable
from datetime import date

from qms.importing.codes import Code
from qms.importing.columns import Kind
from qms.importing.counts import counts_flaw
from qms.importing.layout import lay_out
from qms.importing.problems import Problem, problem
from qms.importing.reading import read
from qms.importing.rows import read_register_rows, read_status_rows
from qms.importing.sandbox import read_file
from qms.importing.sheet import Limits
from tests.importing.encodings import tcvn3
from tests.importing.workbooks import Drawing, Drawn, error, formula, number, packed, sheet, workbook

TODAY = date(2025, 8, 1)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KEYS: list[Drawn] = ["agency_code", "status", "effective_date"]
FACTS: list[Drawn] = ["00004", "announced", "2021-04-27"]
VIETNAMESE = "mã cơ quan;tên\n00004;Phường Trúc Bạch\n"

Provoke = Callable[[], list[Problem]]


def problems_of(content: bytes, name: str = "", sheet_name: str | None = None, **limits: int) -> list[Problem]:
    """Everything that reading says of a file, down to its cells."""
    bounds = Limits(**limits)
    reading = read(content, name, sheet=sheet_name, limits=bounds)
    if reading.sheet is None:
        return list(reading.problems)
    table = lay_out(reading.sheet, limits=bounds)
    rows = read_register_rows if table.kind is Kind.REGISTER else read_status_rows
    of_rows = [one for row in rows(table, TODAY) for one in row.problems]
    return [*reading.problems, *table.problems, *of_rows]


def file(content: bytes, name: str = "", sheet_name: str | None = None, **limits: int) -> Provoke:
    return lambda: problems_of(content, name, sheet_name, **limits)


def text(content: str) -> Provoke:
    return file(content.encode())


def book(*rows: list[Drawn]) -> Provoke:
    return file(workbook(sheet(rows)))


def cell(column: str, value: str) -> Provoke:
    """A status file with one more column."""
    return text(f'agency_code;status;effective_date;{column}\n00004;announced;2021-04-27;"{value}"\n')


def part(name: str, xml: str) -> Provoke:
    return file(workbook(sheet([["a"]]), parts={name: xml}))


def child(**limits: int) -> Provoke:
    """A file read in a process of its own, which does not come to an end in its limits."""
    return lambda: list(read_file(b"1;2\n" * 2_000_000, limits=Limits(**limits)).problems)


PROVOKED: dict[Code, Provoke] = {
    Code.EMPTY_FILE: file(b""),
    Code.TOO_MANY_BYTES: file(b"a;b\n", bytes=2),
    Code.XLS_FILE: file(OLE + "Workbook".encode("utf-16-le")),
    Code.MACRO_WORKBOOK: part("xl/vbaProject.bin", ""),
    Code.XLSB_FILE: part("xl/workbook.bin", ""),
    Code.ODS_FILE: file(packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})),
    Code.PDF_FILE: file(b"%PDF-1.7"),
    Code.IMAGE_FILE: file(b"GIF89a"),
    Code.HTML_FILE: file(b"<html>", "a.xls"),
    Code.XML_FILE: file(b"<?xml version='1.0'?><a/>"),
    Code.DOCUMENT_FILE: file(b"{\\rtf1}"),
    Code.ARCHIVE_FILE: file(b"\x1f\x8b\x08"),
    Code.ENCRYPTED_FILE: file(OLE + "EncryptedPackage".encode("utf-16-le")),
    Code.BINARY_FILE: file(bytes(range(32)) * 9),
    Code.EXTENSION_DIFFERS: file(b"a;b\n1;2\n", "a.xls"),
    Code.UTF32_TEXT: file(VIETNAMESE.encode("utf-32")),
    Code.UTF7_TEXT: file(VIETNAMESE.encode("utf-7")),
    Code.TCVN3_TEXT: file(tcvn3(VIETNAMESE)),
    Code.VNI_TEXT: file("Phöôøng Truùc Baïch;Xaõ Hoøa Bình\n".encode("latin-1")),
    Code.TWICE_ENCODED_TEXT: file(VIETNAMESE.encode().decode("latin-1").encode()),
    Code.BROKEN_ENCODING: file(VIETNAMESE.encode() + b"\xff"),
    Code.UNKNOWN_ENCODING: file("код;имя".encode("cp1251")),
    Code.UNKNOWN_DELIMITER: text("agency_code|status\n1|2\n"),
    Code.BAD_QUOTING: text('a;b\n"1;2\n'),
    Code.TEXT_HAS_NO_SHEETS: file(b"a;b\n", sheet_name="Quý 1"),
    Code.DAMAGED_WORKBOOK: file(workbook(sheet([["a"]]))[:-30]),
    Code.UNPACKS_TOO_LARGE: part("x.xml", "\0" * 5_000_000),
    Code.TOO_MANY_PARTS: file(workbook(sheet([["a"]])), parts=2),
    Code.ENTITY_DECLARATION: part("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"),
    Code.FAR_CELL: file(workbook(Drawing({900_000: ["a"]}))),
    Code.CELL_TOO_LONG: file(b"a;b\n1;" + b"x" * 40_000),
    Code.CHOOSE_SHEET: file(workbook(sheet([KEYS], name="A"), sheet([KEYS], name="B"))),
    Code.NO_SUCH_SHEET: file(workbook(sheet([KEYS])), sheet_name="Quý 1"),
    Code.HIDDEN_ROWS: file(workbook(sheet([KEYS, FACTS], hidden_rows={2}))),
    Code.HIDDEN_COLUMNS: file(workbook(sheet([KEYS, FACTS], hidden_columns=((2, 2),)))),
    Code.HIDDEN_SHEET: file(workbook(sheet([KEYS, FACTS], state="veryHidden"))),
    Code.MERGED_CELLS: file(workbook(sheet([KEYS, FACTS], merged=("A2:B2",)))),
    Code.TOO_MANY_COLUMNS: text("agency_code;status;effective_date\n" + "x;" * 99),
    Code.TOO_MANY_ROWS: file(b"agency_code;status;effective_date\n" + b"9;2;3\n" * 3, rows=2),
    Code.READING_TIMED_OUT: child(seconds=0),
    Code.READING_OUT_OF_MEMORY: child(memory_bytes=60_000_000),
    Code.READING_CRASHED: lambda: [problem(Code.READING_CRASHED)],  # provoked in test_sandbox
    Code.NO_HEADER: text("a;b\n1;2\n"),
    Code.NO_ROWS: text("agency_code;status;effective_date\n"),
    Code.MISSING_COLUMN: text("agency_code;status\n1;2\n"),
    Code.MISSPELLED_COLUMN: text("agency_code;statsu;effective_date\n9;2;3\n"),
    Code.DUPLICATE_COLUMN: text("agency_code;status;status;effective_date\n9;2;3;4\n"),
    Code.MIXED_COLUMNS: text("code;name;level;status\n1;2;3;4\n"),
    Code.UNKNOWN_COLUMN: cell("STT", "1"),
    Code.BAD_MAPPING: lambda: list(_mapped({0: "status", 1: "status"})),
    Code.EXTRA_CELLS: text("agency_code;status;effective_date\n9;2;3;4\n"),
    Code.SHORT_ROW: text("agency_code;status;effective_date;note\n9;2;3\n"),
    Code.MISSING_VALUE: text("agency_code;status;effective_date\n9;;2021-04-27\n"),
    Code.MISSING_AGENCY: text("agency_code;status;effective_date\n;2;3\n"),
    Code.CANNOT_CLEAR: text("agency_code;status;effective_date\n1;-;3\n"),
    Code.CELL_ERROR: book(KEYS, ["1", error("#REF!"), "3"]),
    Code.FORMULA_NOT_SAVED: book(KEYS, ["1", formula("A1", None), "3"]),
    Code.FORMULA_VALUE: book(KEYS, ["1", formula("A1", "announced", "str"), "3"]),
    Code.UNKNOWN_WORD: text("agency_code;status;effective_date\n1;x;3\n"),
    Code.FORMULA_PREFIX: cell("agency_name", "=1+1"),
    Code.CONTROL_CHARACTER: cell("agency_name", "a\x07b"),
    Code.INVISIBLE_CHARACTER: cell("agency_name", "a\u202eb"),
    Code.TOO_MANY_MARKS: cell("agency_name", "a" + "\u0301" * 9),
    Code.TEXT_TOO_LONG: cell("note", "x" * 3_000),
    Code.BAD_DATE: cell("decision_date", "30/02/2021"),
    Code.MONTH_FIRST_DATE: cell("decision_date", "04/27/2021"),
    Code.NUMBER_FOR_DATE: book([*KEYS, "decision_date"], [*FACTS, number(44313)]),
    Code.TIME_OF_DAY: cell("decision_date", "27/04/2021 14:30"),
    Code.DATE_TOO_EARLY: cell("decision_date", "19/06/2006"),
    Code.DATE_TOO_LATE: cell("decision_date", "02/08/2025"),
    Code.DECISION_DATES_DIFFER: cell("decision_no;decision_date", '1/QĐ ngày 1/1/2020";"2/1/2020'),
    Code.CLOSED_BEFORE_OPENED: text("code;name;level;valid_from;valid_to\n1;Xã A;commune;2021-01-02;2021-01-01\n"),
    Code.BAD_COUNT: cell("procedures_total", "1e3"),
    Code.COVERED_EXCEEDS_TOTAL: cell("procedures_total;procedures_covered", '5";"6'),
    Code.ONE_COUNT_ONLY: lambda: [problem(flaw.code) for flaw in [counts_flaw(5, None)] if flaw],
    Code.NO_PROCEDURES: cell("procedures_total;procedures_covered", '0";"0'),
}


def _mapped(mapping: dict[int, str]) -> tuple[Problem, ...]:
    found = read(b"a;b\n1;2\n").sheet
    return lay_out(found, mapping=mapping).problems if found else ()
