"""The thirty questions: each link in the documentation opens on the demo, and the answer's numbers are on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from qms.coverage import Figure, Ledger, Slice, figures
from qms.coverage.change import Count, change
from qms.coverage.checks import Check
from qms.coverage.effect import Effect, effect_of_batch
from qms.coverage.listing import Filter, Where, listing
from qms.coverage.progress import Question as Question_
from qms.coverage.progress import progress
from qms.coverage.search import search
from qms.coverage.suspects import suspects
from qms.i18n import LANGUAGES, format_count, format_date, format_month, use_language
from qms.places import docs_folder
from qms.register import resolve
from qms.store.database import connect
from qms.store.ledger import current_ledger
from qms.vocabulary import Level, Measure, Region, Scope
from tests.coverage.worlds import day
from tests.pages.walking import Dashboard, Visited, in_language

ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
HREF = re.compile(r"\]\((/[^)]*)\)")
TODAY = "2026-09-30"
LONG_AGO = "2021-04-27"


class Question(NamedTuple):
    """A row of the documentation."""

    number: int
    links: list[str]
    answer: str


@cache
def questions(language: str) -> list[Question]:
    text = (docs_folder() / f"questions.{language}.md").read_text(encoding="utf-8")
    return [Question(int(number), HREF.findall(where), answer) for number, _said, where, answer in ROW.findall(text)]


@pytest.fixture(scope="module")
def ledger(demo_database: Path) -> Ledger:
    return current_ledger(connect(f"sqlite:///{demo_database}"))


@pytest.fixture(scope="module")
def opened(demo_database: Path) -> Iterator[dict[int, list[Visited]]]:
    """The pages that the documentation in Vietnamese links to, by question."""
    with pytest.MonkeyPatch.context() as patch:
        dashboard = Dashboard(demo_database, patch, today=TODAY)
        yield {one.number: [dashboard.open(link.partition("#")[0]) for link in one.links] for one in questions("vi")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_thirty_and_each_says_where_and_whether(language: str) -> None:
    assert [one.number for one in questions(language)] == [*range(1, 31)]
    assert all(one.links and one.answer.startswith("**") for one in questions(language))


def test_both_languages_link_to_the_same_places() -> None:
    for own, other in zip(questions("vi"), questions("en"), strict=True):
        assert [in_language(link, "en") for link in own.links] == [in_language(link, "en") for link in other.links]
        assert [urlsplit(link).fragment for link in own.links] == [urlsplit(link).fragment for link in other.links]


def test_those_that_cannot_be_answered_yet_say_what_is_lacking() -> None:
    unanswered = {one.number for one in questions("en") if not one.answer.startswith("**yes**")}
    assert unanswered == {2, 4, 10, 16, 17, 18, 20, 21}
    assert "editions and sign-in" in questions("en")[20].answer
    assert questions("en")[1].answer.startswith("**cannot be known**")


@pytest.mark.heavy
def test_each_link_opens_and_its_page_holds_the_numbers_of_the_answer(
    opened: dict[int, list[Visited]], ledger: Ledger
) -> None:
    with use_language("vi"):
        expected = answers(ledger)
    assert set(expected) == set(opened)
    for number, visited in opened.items():
        said = " ".join(one.told.text for one in visited)
        assert [one.address for one in visited if one.remarks] == [], number
        assert [words for words in expected[number] if words not in said] == [], number


def answers(ledger: Ledger) -> dict[int, list[str]]:
    """Return what must stand on the pages of each question, counted by coverage."""
    then, now = figures(ledger, day(LONG_AGO)), figures(ledger, day(TODAY))
    ministries, communes = then[Measure.MINISTRIES], now[Measure.COMMUNES]
    outside = listing(ledger, day(LONG_AGO), kept=Filter(level=Level.COMMUNE, scope=Scope.NONE))
    moved = change(ledger, Measure.COMMUNES, day("2025-12-31"), day(TODAY))
    tuyen_quang = under(ledger, "province:08", TODAY)
    olds = [under(ledger, f"province:{code}", "2025-06-30") for code in ("02", "08")]
    region = region_of(ledger)
    partial = listing(ledger, day(TODAY), kept=Filter(level=Level.COMMUNE, status=Where.PARTIAL))
    known = figures(ledger, day(LONG_AGO), known_on=datetime(2021, 6, 30, 17, tzinfo=UTC))
    eve, first = (figures(ledger, day(one))[Measure.COMMUNES] for one in ("2025-06-30", "2025-07-01"))
    everybody = listing(ledger, day(TODAY))
    pace = progress(ledger, Question_(Measure.COMMUNES, day("2014-05-18"), day(LONG_AGO))).pace
    reporters = now[Measure.MINISTRIES].denominator + now[Measure.PROVINCES].denominator
    return {
        1: [fraction(ministries), ministries.text("vi"), "Nội dung còn thiếu"],
        2: ["Không nguồn công khai nào nêu cơ quan nào chưa đạt năm 2021"],
        3: [fraction(then[Measure.COMMUNES]), "62,5%", then[Measure.COMMUNES].text("vi"), "không khớp"],
        4: [f"{format_count(outside.whole)} chưa có báo cáo"],
        5: [fraction(moved.before), fraction(moved.after), "Mới đạt"],
        6: [f"{eve.text('vi')} ({fraction(eve)})", f"{first.text('vi')} ({fraction(first)})", "không so sánh tỷ lệ"],
        7: [fraction(communes), tuyen_quang.text("vi")],
        8: [f"đạt 100% trong khoảng từ tháng {month(pace.earliest)} đến tháng {month(pace.latest)}"],
        9: [found(ledger, "2021-07-01", Check.SUPERSEDED), "quá hạn 1 ngày"],
        10: ["Không có cơ quan nào khớp bộ lọc", f'Bỏ lọc "bản 2026" để thấy {format_count(everybody.count)} cơ quan'],
        11: [f"{format_count(tuyen_quang.denominator - tuyen_quang.numerator)} trong", fraction(tuyen_quang)],
        12: ["Hạn gửi", f"0/{reporters}"],
        13: [f"Cả nước {communes.text('vi')}", fraction(region), region.text("vi")],
        14: ["ngày 30/06/2025", *(fraction(old) for old in olds)],
        15: [found(ledger, TODAY, Check.MUST_REANNOUNCE)],
        16: [f"{format_count(partial.count)} đã công bố, còn thiếu TTHC"],
        17: [fraction(under(ledger, "province:01", TODAY)), "Cơ quan bắt buộc đạt"],
        18: [sought(ledger, "00004")],
        19: ["tất cả", "cơ quan bắt buộc trực thuộc đều đạt", fraction(now[Measure.MINISTRIES])],
        20: [sought(ledger, "00004")],
        21: ["Kỳ số liệu", "chưa khóa"],
        22: ["Tải danh sách (CSV)", "Tải danh sách (XLSX)", f"trong {format_count(everybody.count)}"],
        23: ["Phường Ba Đình", sought(ledger, "ba dinh")],
        24: ["SỐ LIỆU MINH HỌA", *(fraction(one) for one in then)],
        25: ["27/04/2021", "30/06/2021", fraction(known[Measure.MINISTRIES]), fraction(known[Measure.COMMUNES])],
        26: ["Trước", "Sau", *(fraction(effect.after) for effect in moved_by(ledger, ledger.version))],
        27: ["Người cập nhật", f"Các đợt cập nhật {format_count(ledger.version)}"],
        28: [found(ledger, TODAY, Check.STALE)],
        29: ["Phường Trúc Bạch", "Phường Ba Đình", "30/06/2025", "01/07/2025", sought(ledger, "00004", LONG_AGO)],
        30: [*(fraction(one) for one in then), "DOCX", "PDF", "XLSX"],
    }


def fraction(figure: Figure | Count) -> str:
    return f"{format_count(figure.numerator)}/{format_count(figure.denominator)}"


def under(ledger: Ledger, address: str, on: str) -> Figure:
    """The communes of a province."""
    root = resolve(ledger, address, day(on), None)
    return figures(ledger, day(on), measures=(Measure.COMMUNES,), under=root)[Measure.COMMUNES]


def region_of(ledger: Ledger) -> Figure:
    kept = Slice(level=Level.COMMUNE, region=Region.NORTHERN_MIDLANDS)
    return figures(ledger, day(TODAY), measures=(Measure.SLICE,), slice_=kept)[Measure.SLICE]


def sought(ledger: Ledger, text: str, on: str = TODAY) -> str:
    """How many agencies a text may mean, and how many of them are open."""
    answer = search(ledger, text, day(on))
    open_then = f"{format_count(answer.open_count)} đang hoạt động ngày {format_date(day(on))}"
    return f'"{text}": {format_count(answer.count)} cơ quan, {open_then}'


def moved_by(ledger: Ledger, batch: int) -> list[Effect]:
    """The national figures that a batch moves on the day it was recorded."""
    return [effect for effect in effect_of_batch(ledger, batch, (day(TODAY),)) if effect.group is None and effect.moves]


def month(one: date | None) -> str:
    assert one is not None
    return format_month(one)


def found(ledger: Ledger, on: str, check: Check) -> str:
    return f"{format_count(len(suspects(ledger, day(on), check)))} cơ quan"
