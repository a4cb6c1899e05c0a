"""The full report: every body and agency, sums that add up, and limits on what its making may take."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from qms.coverage import figures
from qms.coverage.series import OnMap
from qms.errors import CouldNot
from qms.reports import press
from qms.reports.build import build_report
from qms.reports.content import Length, Paragraph, Report, Table
from qms.reports.goals import Goal
from qms.reports.paper import paper_of
from qms.reports.pdf import compiled, pdf_of
from qms.vocabulary import Measure
from tests.pages.country import country
from tests.reports import pdfs

DAY = date(2021, 4, 27)
YEAR_BEFORE = date(2020, 4, 27)
REFORM = date(2025, 7, 1)


def full(language: str = "vi", as_of: date = DAY, **asked: object) -> Report:
    return build_report(country().ledger, as_of, compare_to=YEAR_BEFORE, length=Length.FULL, lang=language, **asked)  # type: ignore[arg-type]  # the parts under test vary


def table(report: Report, key: str) -> Table:
    return next(found for found in report.tables() if found.key == key)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_cell_of_every_table_is_found_in_the_text(language: str) -> None:
    report = full(language)
    text = pdfs.text_of(pdf_of(report))
    told = {cell.text for found in report.tables() if found.key != "provinces" for cell in found.cells()}
    assert [cell for cell in sorted(told) if pdfs.squeezed(cell) not in text] == []


def test_keys_of_tables_are_unique() -> None:
    keys = [found.key for found in full().tables()]
    assert len(keys) == len(set(keys))


def test_titles_of_columns_are_unique_in_their_table() -> None:
    for found in (*full("vi").tables(), *full("en").tables()):
        titles = [column.title.lower() for column in found.columns]
        assert len(titles) == len(set(titles)), found.key


def test_provinces_add_up_to_the_national_figure() -> None:
    rows = table(full(), "by_province").rows
    total = figures(country().ledger, DAY)[Measure.COMMUNES]
    columns = [column.key for column in table(full(), "by_province").columns]
    covered, everyone = columns.index("communes_covered"), columns.index("communes_all")
    assert sum(row[covered].n or 0 for row in rows) == total.numerator
    assert sum(row[everyone].n or 0 for row in rows) == total.denominator


def test_on_the_map_of_now_an_earlier_rate_is_pooled_onto_the_heir() -> None:
    then = table(full(as_of=REFORM), "by_province")
    now = table(full(as_of=REFORM, on_map=OnMap.NOW), "by_province")
    heir = next(row for row in now.rows if row[1].text == "Tỉnh mới")
    alone = next(row for row in then.rows if row[1].text == "Tỉnh mới")
    place = [column.key for column in now.columns].index("communes_rate_before")
    assert (heir[place].n, heir[place].d) == (3, 6)
    assert alone[place].text == "–"
    assert now.notes


def test_steps_add_up_from_the_first_day_to_the_last() -> None:
    changes = [found for found in full(as_of=REFORM).tables() if found.key.startswith("change_")]
    assert changes
    for found in changes:
        first, *steps = found.rows
        assert found.total is not None
        for column in (1, 2):
            assert (first[column].n or 0) + sum(row[column].n or 0 for row in steps) == found.total[column].n


def test_a_target_stands_beside_where_the_figure_stands() -> None:
    goal = Goal(Measure.COMMUNES, date(2021, 12, 31), Fraction(1, 3))
    of_a_province = Goal(Measure.COMMUNES, date(2021, 12, 31), Fraction(1), under=country().id("Tỉnh 11"))
    [row] = table(full(goals=(goal, of_a_province)), "goals").rows
    assert [cell.text for cell in row] == ["UBND cấp xã đạt", "33,3%", "31/12/2021", "4/12", "33,3%", "đạt"]


def test_a_ministry_and_a_province_have_reports_of_their_own() -> None:
    drawn = country()
    for label, must in (("Bộ B", "1/2"), ("Tỉnh 12", "0/1")):
        report = build_report(drawn.ledger, DAY, scope=drawn.id(label), length=Length.FULL, lang="vi")
        assert report.identity.scope is not None
        assert report.figures[0].denominator
        assert must in {f"{row[1].text}/{row[2].text}" for row in table(report, "figures").rows}
        assert pdf_of(report).startswith(b"%PDF")


def test_a_report_of_one_ministry_says_what_deserves_a_look_in_its_own_records() -> None:
    drawn = country()
    report = build_report(drawn.ledger, DAY, scope=drawn.id("Bộ A"), length=Length.FULL, lang="en")
    said = next(section for section in report.appendices if section.key == "quality").blocks[0]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("1/5 agencies")
    rows = [[cell.text for cell in row] for row in table(report, "checks").rows]
    assert [row[1] for row in rows] == ["3", "3", "1"]
    assert "announced" not in {found.key for found in report.tables()}


def test_a_report_made_in_its_own_process_is_the_same_as_one_made_here() -> None:
    report = full()
    document = json.dumps(paper_of(report), ensure_ascii=False)
    assert press.printed(document, 0) == compiled(document, 0)


def test_a_report_that_takes_too_long_is_ended_with_a_sentence() -> None:
    with pytest.raises(CouldNot, match="XLSX"):
        press.printed("{}", 0, seconds=0.01)


def test_a_report_that_needs_too_much_memory_is_ended_with_a_sentence() -> None:
    with pytest.raises(CouldNot, match="XLSX"):
        press.printed("{}", 0, memory=2**26)


def test_the_table_of_agencies_comes_to_the_figures() -> None:
    [agencies] = full().tables_of_agencies
    place = {column.key: number for number, column in enumerate(agencies.columns)}
    communes = [row for row in agencies.rows if row[place["level"]].text == "UBND cấp xã"]
    figure = figures(country().ledger, DAY)[Measure.COMMUNES]
    assert len(communes) == figure.denominator
    assert sum(row[place["status"]].text.startswith("đã công bố, đủ") for row in communes) in {0, figure.numerator}
    assert sum(not row[place["reported_on"]].text for row in communes) == figure.no_report


def test_a_summary_has_the_table_of_agencies_when_it_is_asked_for() -> None:
    report = build_report(country().ledger, DAY, lang="vi")
    asked_for = build_report(country().ledger, DAY, lang="vi", with_agencies=True)
    assert (len(report.tables_of_agencies), len(asked_for.tables_of_agencies)) == (0, 1)
