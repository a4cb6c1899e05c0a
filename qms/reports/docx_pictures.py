"""The charts of a Word document as parts of its package: a PNG for every reader, the SVG for those who can."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from qms.reports.chart_svg import chart_svg
from qms.reports.docx_parts import Picture
from qms.reports.pdf import drawn_png

if TYPE_CHECKING:
    from docx.document import Document

    from qms.reports.content import Chart, Report

Drawings: TypeAlias = Mapping[int, tuple[str, "Future[bytes]"]]
"""SVG and PNG by the chart's identity; a chart of which there is no drawing is not in it."""

_PIXELS_A_POINT: Final = 96 / 72
_SIZE: Final = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)(?:px)?"[^>]*?\bheight="([\d.]+)(?:px)?"', re.DOTALL)


@contextmanager
def drawn(report: Report) -> Iterator[Drawings]:
    """Give the drawings of a report, made beside what else is to be done: the compiler needs no interpreter.

    One after the other, since the first loads the fonts for all.
    """
    svgs = {id(chart): chart_svg(chart, report.identity.language) for chart in report.charts()}
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield {chart: (svg, pool.submit(drawn_png, svg)) for chart, svg in svgs.items() if svg is not None}


class Pictures:
    """The drawings of a report in a document's package."""

    def __init__(self, document: Document, drawings: Drawings) -> None:
        self._part: Any = document.part
        self._drawings: Final = drawings

    def of(self, chart: Chart, number: int) -> Picture | None:
        """Return a chart as the picture with a number; None where there is no drawing of it."""
        if id(chart) not in self._drawings:
            return None
        svg, png = self._drawings[id(chart)]
        related, _image = self._part.get_or_add_image(io.BytesIO(png.result()))
        width, height = _size_of(svg)
        return Picture(number, related, self._vector(svg, number), width, height, chart.alt)

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
