"""Reports of a small country, as the tests of every format lay them out."""

from __future__ import annotations

from datetime import date
from typing import Any

from qms.reports.build import build_report
from qms.reports.content import Report
from qms.reports.settings import Office
from tests.coverage.worlds import World, agency, event, world
from tests.pages.country import country

DAY = date(2021, 4, 27)
YEAR_BEFORE = date(2020, 4, 27)
OFFICE = Office(
    parent_agency="Bộ Khoa học và Công nghệ",
    agency="Ủy ban Tiêu chuẩn",
    place="Hà Nội",
    signer_authority="KT. Chủ tịch",
    signer_office="Phó Chủ tịch",
    signer_name="Nguyễn Văn A",
    recipients=("Bộ trưởng", "Lưu: VT"),
)
HOSTILE = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "＝1", "<b>&amp;</b>", '"; DROP TABLE agency', "]]>")
"""Names that a format could take for something else."""


def report(drawn: World | None = None, language: str = "vi", **asked: Any) -> Report:
    """Return the summary of a drawn country against the year before."""
    said: dict[str, Any] = {"compare_to": YEAR_BEFORE, "office": OFFICE} | asked
    return build_report((drawn or country()).ledger, DAY, lang=language, **said)


def hostile_world() -> World:
    """A ministry for each hostile name, all of them lacking something."""
    return world(
        *(agency(name, "ministry", code=f"M{place}") for place, name in enumerate(HOSTILE)),
        *(event(name, "2020-01-01", "building") for name in HOSTILE),
    )
