"""The demo's reports, word for word, and the room they take."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qms.coverage import Ledger
from qms.reports.build import build_report
from qms.reports.pdf import pdf_of
from qms.reports.settings import Office
from qms.store.database import connect
from qms.store.ledger import current_ledger
from tests.reports import pdfs
from tests.reports.golden import GOLDEN, Golden, as_text
from tests.reports.structure import structure_of

OFFICE = Office(
    parent_agency="Bộ Khoa học và Công nghệ",
    agency="Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    place="Hà Nội",
    signer_authority="KT. Chủ tịch",
    signer_office="Phó Chủ tịch",
    signer_name="Nguyễn Văn A",
    recipients=("Bộ trưởng (để báo cáo)", "Các bộ, ngành, địa phương", "Lưu: VT, HTQLCL"),
)


@pytest.fixture(scope="module")
def ledger(demo_database: Path) -> Ledger:
    return current_ledger(connect(f"sqlite:///{demo_database}"))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: f"{golden.name}-{golden.language}")
def test_a_report_says_and_is_built_of_what_was_written_down(golden: Golden, ledger: Ledger) -> None:
    report = golden.report(ledger)
    assert as_text(report) == golden.file.read_text("utf-8")
    assert structure_of(report) == golden.structure_file.read_text("utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("as_of", "compare_to"), [(date(2021, 4, 27), date(2020, 4, 27)), (date(2025, 7, 1), date(2024, 12, 31))]
)
def test_a_summary_takes_two_pages(ledger: Ledger, as_of: date, compare_to: date, language: str) -> None:
    report = build_report(ledger, as_of, compare_to=compare_to, lang=language, office=OFFICE)
    assert len(pdfs.reader(pdf_of(report)).pages) == 2
