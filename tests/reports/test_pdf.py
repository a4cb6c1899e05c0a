"""The PDF: what an archive, a screen reader and a search find in it, and that nothing in the data can break it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from qms.reports.build import build_report
from qms.reports.chart_svg import chart_svg
from qms.reports.content import Paragraph, Report
from qms.reports.glyphs import printable
from qms.reports.paper import paper_of
from qms.reports.pdf import LayoutError, compiled, drawn_png, pdf_of
from qms.reports.settings import Office
from tests.coverage.worlds import agency, batch, event, world
from tests.pages.country import country
from tests.reports import pdfs

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
MADE_ELSEWHERE = """
import sys
from tests.reports.test_pdf import report
from qms.reports.pdf import pdf_of
sys.stdout.buffer.write(pdf_of(report()))
"""


def report(language: str = "vi") -> Report:
    return build_report(country().ledger, DAY, compare_to=YEAR_BEFORE, lang=language, office=OFFICE)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(report())


def test_the_document_says_its_language_its_title_and_that_it_is_tagged(pdf: bytes) -> None:
    found = pdfs.reader(pdf)
    assert str(found.root_object["/Lang"]) == "vi-VN"
    assert "true" in str(found.root_object["/MarkInfo"]).lower()
    assert "/StructTreeRoot" in found.root_object
    assert found.metadata is not None
    assert found.metadata.title == report().title


def test_all_fonts_are_ours_and_embedded(pdf: bytes) -> None:
    found = pdfs.fonts(pdf)
    assert found
    assert all(embedded and "Tinos" in name for name, embedded in found.items())


def test_sections_are_bookmarks_and_pictures_have_words(pdf: bytes) -> None:
    assert pdfs.bookmarks(pdf) == ["I. Tình hình triển khai", "II. Kết quả thực hiện", "III. Tồn tại, hạn chế"]
    said = pdfs.alternative_texts(pdf)
    assert {chart.alt for chart in report().charts()} <= set(said)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_trap_19_every_number_of_the_content_is_found_in_the_text(language: str) -> None:
    content = report(language)
    text = pdfs.text_of(pdf_of(content))
    cells = [cell.text for block in content.walk() if isinstance(block, Paragraph) for cell in block.cells()]
    cells += [cell.text for table in content.tables() if table.key == "figures" for cell in table.cells()]
    assert len(cells) > 40
    assert [cell for cell in cells if pdfs.squeezed(cell) not in text] == []


def test_trap_20_the_first_page_says_day_knowledge_scope_sources_version_and_that_data_are_simulated(
    pdf: bytes,
) -> None:
    first = pdfs.page_text(pdf, 0)
    for fact in report().facts:
        assert pdfs.squeezed(f"{fact.title}: {fact.cell.text}") in first


def test_every_page_says_that_data_are_simulated(pdf: bytes) -> None:
    label = pdfs.squeezed("SỐ LIỆU MINH HỌA – tình trạng từng cơ quan là mô phỏng")
    assert all(label in pdfs.squeezed(page.extract_text()) for page in pdfs.reader(pdf).pages)


def test_the_text_is_composed_so_that_search_and_copy_find_it(pdf: bytes) -> None:
    assert pdfs.is_nfc(pdfs.text_of(pdf))


def test_the_blocks_of_an_administrative_report_are_there(pdf: bytes) -> None:
    text = pdfs.text_of(pdf)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
        "KT. CHỦ TỊCH",
        "- Lưu: VT.",
        "Dự thảo",
    ):
        assert pdfs.squeezed(said) in text


@pytest.mark.parametrize(("name", "is_whole"), [("Thành phố Hà Nội", True), (f"Tỉnh {'Rất ' * 40}Dài", False)])
def test_a_name_stays_on_one_line_of_the_title_unless_it_is_too_long_for_one(name: str, is_whole: bool) -> None:
    drawn = world(agency(name, "province", code="11"))
    about = build_report(drawn.ledger, DAY, scope=drawn.ids[name])
    title = pdfs.reader(pdf_of(about)).pages[0].extract_text().split("(Số liệu")[0].splitlines()
    assert (title[-1].strip() == "thành phố Hà Nội") is is_whole
    assert max(map(len, title)) < 100


@pytest.mark.parametrize("further", range(12))
def test_no_page_holds_the_signature_alone(further: int) -> None:
    content = report()
    longer = content._replace(opening=content.opening * (1 + further))
    found = pdfs.reader(compiled(json.dumps(paper_of(longer)), 0))
    signed = [text for page in found.pages if "Nguyễn Văn A" in (text := page.extract_text())]
    assert len(signed) == 1
    assert "Phương pháp và nguồn số liệu" in signed[0]


def test_judgement_is_absent_from_paper(pdf: bytes) -> None:
    assert pdfs.squeezed("Nguyên nhân của tồn tại") not in pdfs.text_of(pdf)


def test_the_same_inputs_give_the_same_bytes_elsewhere_too(pdf: bytes) -> None:
    assert pdf_of(report()) == pdf
    elsewhere = os.environ | {"TZ": "America/Lima", "PYTHONHASHSEED": "77", "LC_ALL": "C"}
    root = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, "-c", MADE_ELSEWHERE], cwd=root, env=elsewhere, check=True, capture_output=True
    )
    assert made.stdout == pdf


@pytest.mark.parametrize(
    "name", ["#strong[x] *a* _b_ $1+1$ @c <d>", "\\u{41} // /* `code`", "=Heading", "Cục \u202eA 漢字 \U0001f600"]
)
def test_a_hostile_name_is_printed_as_it_stands(name: str) -> None:
    drawn = world(
        batch(
            agency(name, "province", code="11"),
            agency("xã", "commune", under=name, code="11001"),
            event("xã", "2020-01-01", "announced", 1, 1),
        )
    )
    text = pdfs.text_of(pdf_of(build_report(drawn.ledger, DAY, lang="vi")))
    assert pdfs.squeezed(printable(name)) in text


def test_a_warning_of_the_compiler_ends_the_act(tmp_path: Path) -> None:
    layout = tmp_path / "odd.typ"
    layout.write_text('#set document(title: "x")\n#set text(font: "No such font")\n', encoding="utf-8")
    with pytest.raises(LayoutError, match="unknown font family"):
        compiled("{}", 0, layout=layout)


def test_a_world_without_anything_makes_a_report_that_says_so() -> None:
    text = pdfs.text_of(pdf_of(build_report(world().ledger, DAY, lang="vi")))
    assert pdfs.squeezed("Đến ngày 27/04/2021 chưa có cơ quan nào báo cáo.") in text


def test_trap_18_a_list_too_long_for_paper_says_how_much_of_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.reports.paper.MOST_ROWS", 2)
    [table] = [block for block in paper_of(report())["blocks"] if block["kind"] == "table"]
    assert len(table["rows"]) == 2
    assert table["notes"][-1].startswith("In 2 trong tổng số 5 dòng")


def test_two_reports_are_laid_out_at_the_same_time() -> None:
    contents = [report("vi"), report("en")] * 3
    alone = [pdf_of(content) for content in contents[:2]]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(pdf_of, contents)) == alone * 3


def test_a_drawing_made_in_between_changes_no_report(pdf: bytes) -> None:
    [chart, *_others] = report().charts()
    assert drawn_png(chart_svg(chart, "vi") or "").startswith(b"\x89PNG")
    assert pdf_of(report()) == pdf
