"""The PDF of a report: typst, tagged (PDF/UA-1) and archivable (PDF/A-2a), with our own fonts and no others.

A warning of the compiler ends the act: an unknown font, for one, would leave an empty page that claims to conform.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qms.reports.content import Length
from qms.reports.glyphs import FONTS
from qms.reports.paper import moment_of, paper_of

if TYPE_CHECKING:
    import typst

    from qms.reports.content import Report

LAYOUT: Final = Path(__file__).parent / "summary.typ"
STANDARDS: Final = ("ua-1", "a-2a")
SUMMARY_PAGES: Final = 2
"""What a summary takes; one that would spill over is set a little tighter."""
_PAGES: Final = re.compile(rb"/Type/Pages/Count (\d+)")


class LayoutError(Exception):
    """The layout is not what it should be: our fault, never the data's."""


def pdf_of(report: Report) -> bytes:
    """Return a report as PDF; a full one is made in a process of its own, with limits on memory and time.

    Raises CouldNot when such a process comes to its limits.
    """
    document, moment = json.dumps(paper_of(report), ensure_ascii=False), int(moment_of(report).timestamp())
    if report.identity.length is Length.FULL:
        from qms.reports.press import printed

        return printed(document, moment)
    made = compiled(document, moment)
    return made if pages_of(made) <= SUMMARY_PAGES else compiled(document, moment, is_tight=True)


def pages_of(pdf: bytes) -> int:
    """Return how many pages the compiler says it made."""
    counted = _PAGES.search(pdf)
    return int(counted[1]) if counted else 0


def compiled(document: str, moment: int, *, layout: Path = LAYOUT, is_tight: bool = False) -> bytes:
    """Return the PDF of a document in JSON, dated with a UTC moment; raises LayoutError for any warning.

    `is_tight` makes pictures a little smaller and rows a little lower.
    """
    inputs = {"data": document} | ({"tight": "yes"} if is_tight else {})
    made, warnings = _compiler(layout, **inputs).compile_with_warnings(
        format="pdf", pdf_standards=list(STANDARDS), timestamp=moment
    )
    if warnings:
        raise LayoutError("; ".join(warning.message for warning in warnings))
    if not isinstance(made, bytes) or not made:
        raise LayoutError("nothing was laid out")
    return made


def pictures_of(report: Report, *, ppi: float = 96.0) -> list[bytes]:
    """Return the pages of a report as PNG, for a look before it is taken along."""
    document = json.dumps(paper_of(report), ensure_ascii=False)
    pages = _drawn(ppi, data=document)
    spills = report.identity.length is Length.SUMMARY and len(pages) > SUMMARY_PAGES
    return _drawn(ppi, data=document, tight="yes") if spills else pages


def _drawn(ppi: float, **inputs: str) -> list[bytes]:
    made = _compiler(LAYOUT, **inputs).compile(format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made or ())


def drawn_png(svg: str, *, ppi: float = 200.0) -> bytes:
    """Return a drawing as PNG, for documents that cannot hold it as SVG alone."""
    made = _compiler(_DRAWING, svg=svg).compile(format="png", ppi=ppi)
    if not isinstance(made, bytes):
        raise LayoutError("a drawing took more than one page, or none")
    return made


_DRAWING: Final = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def _compiler(layout: Path | bytes, **inputs: str) -> typst.Compiler:
    """Return a compiler for one document: one that is shared would refuse a second document at the same time."""
    import typst

    source = layout if isinstance(layout, bytes) else layout.read_bytes()
    return typst.Compiler(source, font_paths=_fonts(), sys_inputs=inputs)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
