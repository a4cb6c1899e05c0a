"""The PDF of a report: typst, tagged (PDF/UA-1) and archivable (PDF/A-2a), with our own fonts and no others.

A warning of the compiler ends the act: an unknown font, for one, would leave an empty page that claims to conform.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qms.reports.content import Length
from qms.reports.glyphs import FONTS
from qms.reports.paper import moment_of, paper_of

if TYPE_CHECKING:
    import typst

    from qms.reports.content import Report

LAYOUT: Final = Path(__file__).parent / "summary.typ"
STANDARDS: Final = ("ua-1", "a-2a")


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
    return compiled(document, moment)


def compiled(document: str, moment: int, *, layout: Path = LAYOUT) -> bytes:
    """Return the PDF of a document in JSON, dated with a UTC moment; raises LayoutError for any warning."""
    return _pdf(_compiler(layout), document, moment)


def pictures_of(report: Report, *, ppi: float = 96.0) -> list[bytes]:
    """Return the pages of a report as PNG, for a look before it is taken along."""
    made = _compiler(LAYOUT).compile(
        format="png", ppi=ppi, sys_inputs={"data": json.dumps(paper_of(report), ensure_ascii=False)}
    )
    return [made] if isinstance(made, bytes) else list(made or ())


def drawn_png(svg: str, *, ppi: float = 200.0) -> bytes:
    """Return a drawing as PNG, for documents that cannot hold it as SVG alone."""
    layout = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made = _compiler(LAYOUT).compile(layout, format="png", ppi=ppi, sys_inputs={"svg": svg})
    if not isinstance(made, bytes):
        raise LayoutError("a drawing took more than one page, or none")
    return made


@cache
def _compiler(layout: Path) -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(layout, font_paths=fonts)


def _pdf(compiler: typst.Compiler, document: str, moment: int) -> bytes:
    made, warnings = compiler.compile_with_warnings(
        format="pdf", sys_inputs={"data": document}, pdf_standards=list(STANDARDS), timestamp=moment
    )
    if warnings:
        raise LayoutError("; ".join(warning.message for warning in warnings))
    return _bytes(made)


def _bytes(made: Any) -> bytes:
    if not isinstance(made, bytes) or not made:
        raise LayoutError("nothing was laid out")
    return made
