"""What a file is: its content decides."""

import zipfile

import pytest

from qms.importing.codes import Code
from qms.importing.reading import read
from tests.importing.workbooks import packed, sheet, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "code,name\n1,a\n"


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.EMPTY_FILE),
        (b"\xef\xbb\xbf\r\n \r\n", Code.EMPTY_FILE),
        (OLE + bytes(500) + utf16("Workbook"), Code.XLS_FILE),
        (OLE + bytes(500) + utf16("EncryptedPackage"), Code.ENCRYPTED_FILE),
        (OLE + bytes(500) + utf16("WordDocument"), Code.DOCUMENT_FILE),
        (OLE + bytes(500), Code.BINARY_FILE),
        (b"%PDF-1.7\n%\xe2\xe3", Code.PDF_FILE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Code.IMAGE_FILE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Code.IMAGE_FILE),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Code.IMAGE_FILE),
        (b"\x00\x00\x00\x18ftypheic", Code.IMAGE_FILE),
        (b"<html><body><table><tr><td>1</td></tr></table>", Code.HTML_FILE),
        ("\ufeff  <!DOCTYPE html><html>".encode("utf-16"), Code.HTML_FILE),
        (b'<?xml version="1.0"?><html xmlns="x">', Code.HTML_FILE),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Code.HTML_FILE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', Code.XML_FILE),
        (b"{\\rtf1\\ansi}", Code.DOCUMENT_FILE),
        (b"\x1f\x8b\x08\x00", Code.ARCHIVE_FILE),
        (b"Rar!\x1a\x07\x00", Code.ARCHIVE_FILE),
        (b"SQLite format 3\x00", Code.BINARY_FILE),
        (bytes(range(32)) * 40, Code.BINARY_FILE),
    ],
)
def test_what_is_no_table_is_refused_by_its_own_name(content: bytes, code: Code) -> None:
    reading = read(content, "báo cáo.xls")
    assert [one.code for one in reading.problems] == [code]
    assert reading.sheet is None


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/vbaProject.bin": "", "[Content_Types].xml": ""}, Code.MACRO_WORKBOOK),
        ({"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}, Code.MACRO_WORKBOOK),
        ({"xl/workbook.bin": "", "[Content_Types].xml": ""}, Code.XLSB_FILE),
        ({"word/document.xml": "", "[Content_Types].xml": ""}, Code.DOCUMENT_FILE),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}, Code.ODS_FILE),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, Code.DOCUMENT_FILE),
        ({"báo cáo.xlsx": "x"}, Code.ARCHIVE_FILE),
        ({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook/>"}, Code.DAMAGED_WORKBOOK),
    ],
)
def test_a_zip_that_is_no_plain_workbook_is_refused_by_its_own_name(parts: dict[str, str], code: Code) -> None:
    assert [one.code for one in read(packed(parts)).problems] == [code]


def test_a_workbook_whose_parts_are_encrypted_is_protected_by_a_password() -> None:
    content = bytearray(workbook(sheet([["a"]])))
    for at, flags in ((content.find(b"PK\x03\x04"), 6), (content.find(b"PK\x01\x02"), 8)):
        content[at + flags] |= 1
    assert [one.code for one in read(bytes(content)).problems] == [Code.ENCRYPTED_FILE]


def test_a_table_under_another_formats_name_is_read_with_a_warning() -> None:
    as_xls = read(TABLE.encode(), "C:\\báo cáo\\quý 1.xls")
    assert [(one.code, one.severity.value) for one in as_xls.problems] == [(Code.EXTENSION_DIFFERS, "warning")]
    assert as_xls.sheet is not None
    assert [row.cells for row in as_xls.sheet.rows] == [("code", "name"), ("1", "a")]
    as_csv = read(workbook(sheet([["a"]])), "quý 1.csv")
    assert [one.code for one in as_csv.problems] == [Code.EXTENSION_DIFFERS]


@pytest.mark.parametrize("name", ["", "a.csv", "A.CSV", "a.txt", "quý.tsv", "no ending"])
def test_the_usual_names_raise_no_warning(name: str) -> None:
    assert read(TABLE.encode(), name).problems == ()


def test_a_stored_zip_is_a_workbook_too() -> None:
    content = packed(_parts_of(workbook(sheet([["a"]]))), zipfile.ZIP_STORED)
    assert read(content).problems == ()


def _parts_of(content: bytes) -> dict[str, bytes]:
    import io

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
