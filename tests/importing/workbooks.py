"""Workbooks drawn in a test, part by part: also such as no spreadsheet program would write."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from qms.importing.sheet import letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

DAY, ISO_DAY, FIVE_DIGITS, CLOCK = 1, 2, 3, 4
"""Styles of a drawn workbook: 14 (a date), yyyy-mm-dd, 00000, and a time of day."""


@dataclass(frozen=True)
class Raw:
    """A cell as XML says it: type, style, what is inside."""

    inside: str
    kind: str = "n"
    style: int = 0


def number(value: float | str, style: int = 0) -> Raw:
    return Raw(f"<v>{value}</v>", style=style)


def formula(text: str, saved: str | None, kind: str = "n") -> Raw:
    value = "" if saved is None else f"<v>{escape(saved)}</v>"
    return Raw(f"<f>{escape(text)}</f>{value}", kind)


def error(name: str) -> Raw:
    return Raw(f"<v>{name}</v>", "e")


Drawn = str | int | float | Raw | None


@dataclass
class Drawing:
    """One sheet: its rows by number, what is hidden and merged, and XML put in as it is."""

    rows: dict[int, list[Drawn]]
    name: str = "Dữ liệu"
    state: str = "visible"
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[str, ...] = ()


def sheet(rows: Iterable[list[Drawn]], **details: object) -> Drawing:
    """A sheet whose rows follow one another from 1."""
    return Drawing(dict(enumerate(rows, 1)), **details)  # type: ignore[arg-type]  # passed through by name


def workbook(*sheets: Drawing, date1904: bool = False, parts: dict[str, str] | None = None) -> bytes:
    """An XLSX file with these sheets; `parts` are further parts, or others in the place of its own."""
    listed = "".join(
        f'<sheet name={quoteattr(one.name)} sheetId="{at}" state="{one.state}" r:id="rId{at}"/>'
        for at, one in enumerate(sheets, 1)
    )
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}"/></Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
        f'<workbookPr date1904="{int(date1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
            + [("rIdS", "styles", "styles.xml")]
            + ([("rIdT", "sharedStrings", "/xl/sharedStrings.xml")] if "xl/sharedStrings.xml" in (parts or {}) else [])
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>',
    }
    content |= {f"xl/worksheets/sheet{at}.xml": sheet_xml(one) for at, one in enumerate(sheets, 1)}
    return packed(content | (parts or {}))


def packed(content: dict[str, str] | dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return out.getvalue()


def shared_texts(*texts: str) -> str:
    """The part that holds a workbook's shared texts."""
    return f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>"


def sheet_xml(one: Drawing) -> str:
    """The part that holds a sheet."""
    columns = "".join(f'<col min="{first}" max="{last}" hidden="1"/>' for first, last in one.hidden_columns)
    rows = "".join(_row(number, cells, number in one.hidden_rows) for number, cells in one.rows.items())
    merges = "".join(f'<mergeCell ref="{place}"/>' for place in one.merged)
    return (
        f'<worksheet xmlns="{MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>{rows}</sheetData>'
        f"{f'<mergeCells>{merges}</mergeCells>' if merges else ''}</worksheet>"
    )


def _row(line: int, cells: list[Drawn], is_hidden: bool) -> str:
    hidden = ' hidden="1"' if is_hidden else ""
    drawn = "".join(_cell(f"{letters(index)}{line}", value) for index, value in enumerate(cells) if value is not None)
    return f'<row r="{line}"{hidden}>{drawn}</row>'


def _cell(place: str, value: Drawn) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    raw = value if isinstance(value, Raw) else number(value or 0)
    return f'<c r="{place}" s="{raw.style}" t="{raw.kind}">{raw.inside}</c>'


def _relations(entries: list[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>' for key, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
