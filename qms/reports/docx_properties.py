"""What a Word document says of itself, and the pictures in its package."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from qms.reports.chart_svg import chart_svg
from qms.reports.docx_parts import Picture
from qms.reports.paper import keywords_of, moment_of
from qms.reports.pdf import drawn_png

if TYPE_CHECKING:
    from docx.document import Document

    from qms.reports.content import Chart, Report

_LANGUAGES: Final = {"vi": "vi-VN", "en": "en-GB"}
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PIXELS_A_POINT: Final = 96 / 72
_SIZE: Final = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)(?:px)?"[^>]*?\bheight="([\d.]+)(?:px)?"', re.DOTALL)


def describe(document: Document, report: Report) -> None:
    """Say in a document's properties what it is, from the data's own moment; no maker, no clock."""
    moment = moment_of(report)
    said = document.core_properties
    said.title, said.subject, said.language = report.title, report.subject, _LANGUAGES[report.identity.language]
    said.author = report.letterhead.issuer
    said.last_modified_by, said.comments = "", report.simulated or ""
    said.created = said.modified = moment.replace(tzinfo=None)
    said.revision = 1
    said.keywords = "; ".join(f"{name}: {text}" for name, text in keywords_of(report))
    for spoken in document.styles.element.iter(f"{_W}lang"):
        spoken.set(f"{_W}val", _LANGUAGES[report.identity.language])


class Pictures:
    """The charts of a report as parts of a document's package: a PNG for every reader, the SVG for those who can."""

    def __init__(self, document: Document, report: Report) -> None:
        self._part: Any = document.part
        self._language = report.identity.language

    def of(self, chart: Chart, number: int) -> Picture | None:
        """Return a chart as the picture with a number; None where there is no drawing of it."""
        svg = chart_svg(chart, self._language)
        if svg is None:
            return None
        png, _image = self._part.get_or_add_image(io.BytesIO(drawn_png(svg)))
        width, height = _size_of(svg)
        return Picture(number, png, self._vector(svg, number), width, height, chart.alt)

    def _vector(self, svg: str, number: int) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        name = PackURI(f"/word/media/chart{number}.svg")
        part = Part(name, "image/svg+xml", svg.encode(), self._part.package)
        related: str = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return related


def _size_of(svg: str) -> tuple[float, float]:
    """Return the width and height of a drawing, which is drawn in points, in pixels of 1/96 inch."""
    found = _SIZE.search(svg)
    if found is None:
        message = "a drawing says how large it is"
        raise ValueError(message)
    return float(found[1]) * _PIXELS_A_POINT, float(found[2]) * _PIXELS_A_POINT
