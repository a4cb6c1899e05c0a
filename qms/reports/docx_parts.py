"""Pieces of WordprocessingML as text: paragraphs, tables, pictures. Every text is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
TWIPS_A_MM: Final = 56.6929
EMU_A_PX: Final = 9_525
"""English metric units in a pixel of 1/96 inch, the unit of our drawings."""
_SVG_BLIP: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def quoted(text: object) -> str:
    """Return a text as the value of an attribute, its quotation marks included."""
    return '"' + escape(str(text), quote=False).replace('"', "&quot;").replace("\n", " ") + '"'


_BORDER: Final = '<w:bdr w:val="single" w:sz="6" w:space="2" w:color="000000"/>'


def run(text: str, *, bold: bool = False, bordered: bool = False) -> str:
    """Return a run of text; a line break stays one."""
    marks = ("<w:b/><w:bCs/>" if bold else "") + (_BORDER if bordered else "")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{said}</w:r>"


def field(instruction: str, stored: str) -> str:
    """Return a field that an editor can renew, with the value it holds now."""
    return f"<w:fldSimple w:instr={quoted(instruction)}>{run(stored)}</w:fldSimple>"


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """Return a paragraph of a style; `properties` come behind the style, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def gap(points: int = 6, page: str = "", *, kept: bool = False) -> str:
    """Return an empty paragraph of a height, as Word wants one behind a table; `page` are the settings it ends.

    One that is kept stays on the page of what follows.
    """
    height = f'<w:spacing w:before="0" w:after="0" w:line="{20 * points}" w:lineRule="exact"/>'
    return paragraph("TableNote", properties=("<w:keepNext/>" if kept else "") + height + page)


_NEAR: Final = '<w:spacing w:before="60" w:after="30"/>'


def prompt(key: str, words: str) -> str:
    """Return a paragraph that waits for an editor's words: what belongs there is shown until something is typed."""
    marked = '<w:rPr><w:i/><w:iCs/><w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/></w:rPr>'
    shown = f'<w:r>{marked}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
    named = f"<w:alias w:val={quoted(words)}/><w:tag w:val={quoted(key)}/><w:temporary/><w:showingPlcHdr/>"
    inside = paragraph("Normal", shown, properties=_NEAR)
    return f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def cell(style: str, text: str, width: int, *, kept: bool = False) -> str:
    """Return a cell, as wide as its column in twentieths of a point; one that is `kept` stays with the next row."""
    inside = paragraph(style, run(text) if text else "", properties="<w:keepNext/>" if kept else "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def row(cells: Iterable[str], *, repeated: bool = False) -> str:
    """Return a row that stays on one page; one that is repeated heads every page of its table."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if repeated else ''}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], *, caption: str, style: str = "TableGrid") -> str:
    """Return a table of fixed widths with the caption that readers who listen are told."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val={quoted(caption)}/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


class Picture(NamedTuple):
    """A picture in the package: its relationships, its size in pixels of 1/96 inch, what it shows."""

    number: int
    png: str
    svg: str
    width: float
    height: float
    alt: str


def drawing(picture: Picture, widest: float) -> str:
    """Return a picture in the line, made smaller where it is wider than so many pixels."""
    shrunk = min(1.0, widest / picture.width)
    size = f'cx="{round(picture.width * shrunk * EMU_A_PX)}" cy="{round(picture.height * shrunk * EMU_A_PX)}"'
    named = f'id="{picture.number}" name="{picture.number}" descr={quoted(picture.alt)}'
    blip = (
        f'<a:blip r:embed="{picture.png}"><a:extLst><a:ext uri="{_SVG_BLIP}">'
        f'<asvg:svgBlip r:embed="{picture.svg}"/></a:ext></a:extLst></a:blip>'
    )
    filled = f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    shape = (
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    inside = f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>{filled}{shape}</pic:pic>"
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"{inside}</a:graphicData></a:graphic>"
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {named}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"{graphic}</wp:inline></w:drawing></w:r>"
    )


class Paper(NamedTuple):
    """A page: its sides and margins in millimetres."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    def turned(self) -> Paper:
        """Return the same page as landscape, with the same margins."""
        return self._replace(width=self.height, height=self.width)


A4: Final = Paper()


def twips(millimetres: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_A_MM)
