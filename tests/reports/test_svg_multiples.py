"""The small lines as one picture: every body with its figure, the same scale."""

import xml.etree.ElementTree as ET
from datetime import date

from qms.coverage.progress import Question, progress
from qms.reports.pdf import drawn_png
from qms.reports.svg_multiples import multiples_svg
from qms.vocabulary import Measure
from tests.pages.country import country

START, END = date(2014, 5, 18), date(2026, 9, 30)


def drawing() -> str:
    found = progress(country().ledger, Question(Measure.COMMUNES, START, END))
    return multiples_svg(found.groups, START, END, lambda line: line.group.name)


def texts() -> list[str]:
    return [str(part.text) for part in ET.fromstring(drawing()).iter() if part.tag.endswith("text")]  # noqa: S314 – ours


def test_every_body_stands_there_with_its_figure() -> None:
    said = texts()
    assert said[said.index("Tỉnh mới") + 1] == "50,0%  1/2"
    assert said[said.index("Tỉnh 15") + 1] == "chưa có báo cáo  0/3"


def test_the_picture_is_drawn_without_any_browser() -> None:
    assert drawn_png(drawing(), ppi=72.0).startswith(b"\x89PNG")
