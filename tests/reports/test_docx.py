"""The Word document: what an editor, a screen reader and an office's template find in it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from qms.errors import WrongUsage
from qms.reports.content import Judgement, Length, Table
from qms.reports.content import Paragraph as Sentence
from qms.reports.docx import blank, docx_of
from qms.reports.settings import Office
from qms.reports.zipped import unzipped
from tests.coverage.worlds import world
from tests.reports.drawn import HOSTILE, OFFICE, hostile_world, report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE_ELSEWHERE = """
import sys
from qms.reports.docx import docx_of
from tests.reports.drawn import report
sys.stdout.buffer.write(docx_of(report()))
"""


@pytest.fixture(scope="module")
def made() -> bytes:
    return docx_of(report())


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def style_of(paragraph: Paragraph) -> str:
    return "" if paragraph.style is None else paragraph.style.name or ""


def text_of(made: bytes) -> str:
    return "\n".join(node.text or "" for node in opened(made).element.body.iter(f"{W}t"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_trap_19_every_number_of_the_content_is_in_the_text(language: str) -> None:
    content = report(language=language)
    found = text_of(docx_of(content))
    shown = [block for block in content.walk() if isinstance(block, Table)]
    cells = [cell.text for table in shown for cell in table.cells()]
    assert len(cells) > 30
    assert [cell for cell in cells if cell not in found] == []
    paragraphs = [said.text for said in content.opening]
    assert [text for text in paragraphs if text not in found] == []


def test_the_letterhead_follows_the_decree_and_leaves_number_day_and_signature_to_the_clerk(made: bytes) -> None:
    found = text_of(made)
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        OFFICE.agency.upper(),
        "Số: …/BC-…",
        "BÁO CÁO",
        "Nơi nhận:",
        "- Bộ trưởng;",
        "- Lưu: VT.",
        "PHÓ CHỦ TỊCH",
    ):
        assert text in found


def test_headings_are_numbered_by_their_style_and_not_by_hand(made: bytes) -> None:
    headings = [one.text for one in opened(made).paragraphs if style_of(one).startswith("Heading")]
    assert headings == [section.title for section in report().sections]
    styles = unzipped(made)["word/styles.xml"].decode()
    assert re.search(r'styleId="Heading1".*?<w:numPr>', styles, re.DOTALL)


def test_tables_repeat_their_heads_keep_their_rows_whole_and_say_what_they_are(made: bytes) -> None:
    tables = [table for table in report().walk() if isinstance(table, Table) and table.rows]
    found = {table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val"): table for table in opened(made).tables}
    for table in tables:
        rows = found[table.caption].rows
        assert len(rows) == 1 + len(table.rows) + (table.total is not None)
        assert "tblHeader" in rows[0]._tr.xml
        assert all("cantSplit" in row._tr.xml for row in rows)


def test_captions_count_by_fields_with_stored_numbers(made: bytes) -> None:
    fields = [node.get(f"{W}instr") or "" for node in opened(made).element.body.iter(f"{W}fldSimple")]
    assert [field for field in fields if field.startswith("SEQ Bang")]
    captions = [one for one in opened(made).paragraphs if style_of(one).lower() == "caption"]
    assert captions
    assert "".join(node.text or "" for node in captions[0]._p.iter(f"{W}t")).startswith("Bảng 1. ")


def test_every_page_but_the_first_bears_its_number_and_all_say_that_data_are_simulated(made: bytes) -> None:
    (section, *_rest) = opened(made).sections
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    first = section.first_page_header
    assert "PAGE" not in first._element.xml
    assert first.paragraphs[0].text == "Dự thảo   SỐ LIỆU MINH HỌA – tình trạng từng cơ quan là mô phỏng"
    for foot in (section.footer, section.first_page_footer):
        assert "SỐ LIỆU MINH HỌA" in foot.paragraphs[-1].text


def test_trap_20_the_foot_of_the_first_page_says_all_that_the_report_says_of_itself(made: bytes) -> None:
    content = report()
    foot = " ".join(one.text for one in opened(made).sections[0].first_page_footer.paragraphs)
    for fact in content.facts:
        assert f"{fact.title}: {fact.cell.text}" in foot
    assert content.day_line in text_of(made)


def test_pictures_are_there_as_png_and_svg_with_words(made: bytes) -> None:
    files = unzipped(made)
    charts = list(report().charts())
    assert sum(name.endswith(".png") for name in files) == sum(name.endswith(".svg") for name in files)
    described = {
        node.get("descr")
        for node in opened(made).element.body.iter()
        if node.tag.endswith("}docPr") and node.get("descr")
    }
    assert described <= {chart.alt for chart in charts}
    assert described


def test_the_method_stays_on_the_page_of_the_signature(made: bytes) -> None:
    document = opened(made)
    box = next(table for table in document.tables if "Phương pháp" in table.rows[0].cells[0].text)
    style = box.rows[0].cells[0].paragraphs[0].style
    assert style is not None
    assert style.paragraph_format.keep_with_next
    behind = Paragraph(box._element.getnext(), document._body)
    assert behind.paragraph_format.keep_with_next


def test_judgement_is_a_place_to_type_that_says_what_belongs_there(made: bytes) -> None:
    hints = [block.hint for block in report().walk() if isinstance(block, Judgement)]
    places = list(opened(made).element.body.iter(f"{W}sdt"))
    assert ["".join(node.text or "" for node in place.iter(f"{W}t")) for place in places] == [f"[{h}]" for h in hints]
    assert all(place.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for place in places)


@pytest.mark.parametrize(("language", "tag"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_document_says_its_language(language: str, tag: str) -> None:
    made = docx_of(report(language=language))
    assert opened(made).core_properties.language == tag
    assert f'w:lang w:val="{tag}"' in unzipped(made)["word/styles.xml"].decode()


def test_the_same_content_makes_the_same_bytes_in_another_time_zone_and_order_of_sets(made: bytes) -> None:
    elsewhere = os.environ | {"TZ": "America/Lima", "PYTHONHASHSEED": "7"}
    again = subprocess.run([sys.executable, "-c", MADE_ELSEWHERE], env=elsewhere, capture_output=True, check=True)
    assert again.stdout == made


def test_the_package_bears_no_trace_of_a_maker(made: bytes) -> None:
    files = unzipped(made)
    core = files["docProps/core.xml"].decode()
    assert "python-docx" not in core
    assert not [name for name in files if "thumbnail" in name or "customXml" in name]
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_hostile_names_stay_text() -> None:
    content = report(hostile_world())
    said = [block.text for block in content.walk() if isinstance(block, Sentence)]
    assert [name for name in HOSTILE if not any(name in text for text in said)] == []
    assert [text for text in said if text not in text_of(docx_of(content))] == []


def test_an_empty_database_has_a_report_that_says_so() -> None:
    content = report(world())
    found = text_of(docx_of(content))
    assert content.day_line in found
    assert "SỐ LIỆU MINH HỌA" not in found


def own_template() -> bytes:
    """An office's document: its own head, its own look of headings, its own page."""
    document = docx.Document(io.BytesIO(blank()))
    document.add_paragraph("CỤC TIÊU CHUẨN TỈNH A")
    document.styles["Heading 1"].font.name = "Arial"
    document.sections[0].left_margin = docx.shared.Mm(35)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_offices_template_gives_head_styles_and_page() -> None:
    made = docx_of(report(), own_template())
    found = text_of(made)
    assert found.startswith("CỤC TIÊU CHUẨN TỈNH A")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in found
    assert opened(made).styles["Heading 1"].font.name == "Arial"
    assert opened(made).sections[0].left_margin == opened(own_template()).sections[0].left_margin
    assert "SỐ LIỆU MINH HỌA" in opened(made).sections[0].footer._element.xml


def test_a_template_made_by_another_word_processor_lends_its_styles_by_their_names() -> None:
    document = docx.Document()  # the library's own, with styles of other ids
    out = io.BytesIO()
    document.save(out)
    made = opened(docx_of(report(), out.getvalue()))
    headings = [one.text for one in made.paragraphs if style_of(one) == "Heading 1"]
    assert headings[0].startswith("I. ")  # its headings do not count by themselves


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04"])
def test_what_is_no_word_document_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(WrongUsage, match="DOCX"):
        docx_of(report(), content)


def test_a_draft_of_an_office_that_said_nothing_has_dots_where_somebody_must_write() -> None:
    made = docx_of(report(office=Office()))
    found = text_of(made).splitlines()
    assert [line for line in found if line == "…………………"] == ["…………………"] * 3  # agency, office of the signer, name
    assert {"…, ngày … tháng … năm …", "Nơi nhận:", "- …;", "- Lưu: VT, …."} <= set(found)
    assert opened(made).core_properties.author == ""


@pytest.mark.parametrize(("length", "millimetres"), [(Length.SUMMARY, 135), (Length.FULL, 165)])
def test_drawings_are_as_wide_as_the_text_and_smaller_where_two_pages_must_do(length: Length, millimetres: int) -> None:
    body = opened(docx_of(report(length=length))).element.body
    widths = [int(node.get("cx") or 0) for node in body.iter() if node.tag.endswith("}extent")]
    assert widths
    assert {round(width / 36_000) for width in widths} == {millimetres}
