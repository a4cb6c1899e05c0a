"""The Word document of a report: real styles, numbered headings, tables with repeated heads, pictures with words.

An office's own template may stand in front: its styles, its page, its head and foot are kept, and what is written in it
takes the place of our letterhead.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from qms.errors import WrongUsage
from qms.i18n import _
from qms.reports.docx_body import Body
from qms.reports.docx_head import labels, letterhead, signature, titles
from qms.reports.docx_pages import Margins, Part
from qms.reports.docx_parts import NAMESPACES
from qms.reports.docx_pictures import Pictures, drawn
from qms.reports.docx_properties import describe
from qms.reports.docx_styles import Styles
from qms.reports.paper import appendix_label, heading_number
from qms.reports.zipped import unzipped, zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document

    from qms.reports.content import Report
    from qms.reports.docx_pictures import Drawings

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT: Final = "word/document.xml"


def docx_of(report: Report, template: bytes | None = None) -> bytes:
    """Return a report as DOCX; `template` is an office's own document, whose styles and header block are used.

    Raises WrongUsage for a template that is no Word document.
    """
    with drawn(report) as drawings:
        return _written(report, template, drawings)


def _written(report: Report, template: bytes | None, drawings: Drawings) -> bytes:
    document = _opened(template)
    own = _taken_out(document)
    styles = Styles(document, unzipped(blank())["word/styles.xml"])
    margins = Margins(document, report, is_ours=template is None)
    pictures = Pictures(document, drawings)
    body = Body(report, pictures.of, None if styles.count_headings else heading_number, margins.paper)
    parts = [Part("".join(_main(report, body, with_head=template is None)), is_wide=False)]
    for place, appendix in enumerate(report.appendices, 1):
        paper = margins.paper.turned() if appendix.is_wide else margins.paper
        parts.append(
            Part("".join(body.appendix(appendix, appendix_label(report, place), paper)), is_wide=appendix.is_wide)
        )
    describe(document, report)
    return _packed(document, [own, *map(styles.renamed, margins.joined(parts))])


def _packed(document: Document, body: Iterable[str]) -> bytes:
    """Return the package of a document with its text; put in as markup, since moving elements takes far too long.

    A long text is joined only here, as bytes: each copy of it as letters takes twice the room.
    """
    out = io.BytesIO()
    document.save(out)
    text = (f"{_DECLARATION}<w:document {NAMESPACES}><w:body>", *body, "</w:body></w:document>")
    return zipped(unzipped(out.getvalue()) | {_TEXT: b"".join(piece.encode() for piece in text)})


def _opened(template: bytes | None) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(blank() if template is None else template))
    except (KeyError, ValueError, BadZipFile, SyntaxError, PackageNotFoundError) as error:
        raise WrongUsage(_("The report template is not a Word document (DOCX).")) from error
    if document.element.body.sectPr is None:
        raise WrongUsage(_("The report template has no page settings. Save it anew with a word processor."))
    return document


def _taken_out(document: Document) -> str:
    """Return what stands in a document, as markup, without the settings of its page."""
    from docx.oxml.xmlchemy import serialize_for_reading

    body = document.element.body
    return "".join(serialize_for_reading(element) for element in body if element is not body.sectPr)


def _main(report: Report, body: Body, *, with_head: bool) -> Iterator[str]:
    if with_head:
        yield from letterhead(report, body.paper)
    else:
        yield labels(report)
    yield from titles(report)
    yield from body.main()
    yield from signature(report, body.paper)


@cache
def blank() -> bytes:
    """Return our own empty document: styles, numbering and settings, and nothing of any maker."""
    root = Path(__file__).parent / "blank_docx"
    return zipped({file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()})
