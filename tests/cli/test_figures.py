"""`qms figures`: the documents as they are promised, and the table that a person reads."""

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Type

DOCUMENT = ["as_of", "known_on", "data_version", "chain_head", "rules_version", "demo", "figures"]
FIGURE = [
    "measure",
    "group",
    "numerator",
    "denominator",
    "rate",
    "text",
    "must_reannounce",
    "procedures_not_stated",
    "published",
]
PUBLISHED = ["text", "numerator", "denominator", "agrees", "source"]
ON_THE_DAY = "figures --as-of 2021-04-27"


def document(ask: Type, line: str, language: str = "en") -> dict[str, Any]:
    typed = ask(f"{line} --format json", language)
    assert (typed.code, typed.err) == (0, "")
    found: dict[str, Any] = json.loads(typed.out)
    return found


def counts(found: dict[str, Any]) -> list[tuple[int, int]]:
    return [(figure["numerator"], figure["denominator"]) for figure in found["figures"]]


def test_the_document_has_its_keys_in_their_order(ask: Type) -> None:
    found = document(ask, ON_THE_DAY)
    assert list(found) == DOCUMENT
    assert [list(figure) for figure in found["figures"]] == [FIGURE] * 5
    assert list(found["figures"][0]["published"]) == PUBLISHED
    assert found["as_of"] == "2021-04-27"
    assert (found["known_on"], found["data_version"], found["demo"], found["rules_version"]) == (None, 4, False, "1")
    assert len(found["chain_head"]) == 64


def test_the_five_figures_come_in_the_order_of_the_announcement(ask: Type) -> None:
    found = document(ask, ON_THE_DAY)
    assert [figure["measure"] for figure in found["figures"]] == [
        "ministries",
        "ministry_encouraged",
        "provinces",
        "provinces_with_communes",
        "communes",
    ]
    assert counts(found) == [(1, 2), (0, 1), (1, 2), (1, 2), (2, 3)]
    assert [figure["rate"] for figure in found["figures"]] == [0.5, 0.0, 0.5, 0.5, 0.666667]


def test_rates_are_printed_as_the_language_does(ask: Type) -> None:
    assert [figure["text"] for figure in document(ask, ON_THE_DAY, "vi")["figures"]][3:] == ["50,0%", "66,7%"]
    assert [figure["text"] for figure in document(ask, ON_THE_DAY, "en")["figures"]][3:] == ["50.0%", "66.7%"]


def test_a_published_figure_says_whether_it_recomputes(ask: Type) -> None:
    published = [figure["published"] for figure in document(ask, ON_THE_DAY)["figures"]]
    assert published == [
        {"text": "51%", "numerator": 1, "denominator": 2, "agrees": False, "source": "a newspaper"},
        None,
        None,
        None,
        {"text": "66,7%", "numerator": 2, "denominator": 3, "agrees": True, "source": "a newspaper"},
    ]


@pytest.mark.parametrize(
    ("known_on", "moment", "version", "covered"),
    [
        ("2021-06-30", "2021-06-30T16:59:59.999999Z", 2, 1),
        ("30/06/2021", "2021-06-30T16:59:59.999999Z", 2, 1),
        ("2021-07-01", "2021-07-01T16:59:59.999999Z", 3, 2),
        ("2021-06-30T17:59:59Z", "2021-06-30T17:59:59.000000Z", 2, 1),
        ("2021-06-30T18:00:00Z", "2021-06-30T18:00:00.000000Z", 3, 2),
        ("2021-07-01T01:00+07:00", "2021-06-30T18:00:00.000000Z", 3, 2),
        ("2020-01-01", "2020-01-01T16:59:59.999999Z", 0, 0),
    ],
)
def test_known_on_is_a_utc_moment_or_the_end_of_a_day_in_hanoi(
    ask: Type, known_on: str, moment: str, version: int, covered: int
) -> None:
    found = document(ask, f"{ON_THE_DAY} --measure communes --known-on {known_on}")
    assert (found["known_on"], found["data_version"]) == (moment, version)
    assert found["figures"][0]["numerator"] == covered


def test_a_day_before_any_data_has_no_rate(ask: Type) -> None:
    found = document(ask, "figures --as-of 1999-12-31")
    assert counts(found) == [(0, 0)] * 5
    assert {(figure["rate"], figure["text"]) for figure in found["figures"]} == {(None, "–")}


def test_by_parent_puts_the_total_first_then_each_parent_with_something_to_count(ask: Type) -> None:
    found = document(ask, f"{ON_THE_DAY} --measure communes --measure ministry_encouraged --by parent")
    assert [(figure["measure"], figure["group"] and figure["group"]["name"]) for figure in found["figures"]] == [
        ("ministry_encouraged", None),
        ("ministry_encouraged", "Bộ Y tế"),
        ("communes", None),
        ("communes", "Thành phố Hà Nội"),
        ("communes", "Tỉnh Hà Giang"),
    ]
    assert found["figures"][3]["group"] == {"id": 5, "level": "province", "code": "01", "name": "Thành phố Hà Nội"}
    assert counts(found)[2:] == [(2, 3), (2, 2), (0, 1)]


def test_under_an_agency_only_its_subtree_counts(ask: Type) -> None:
    assert counts(document(ask, f"{ON_THE_DAY} --under province:01")) == [(0, 0), (0, 0), (1, 1), (1, 1), (2, 2)]
    assert counts(document(ask, f"{ON_THE_DAY} --under 02 --measure communes")) == [(0, 1)]


def test_a_code_that_two_bear_is_refused_with_the_candidates(ask: Type) -> None:
    typed = ask(f"{ON_THE_DAY} --under 01")
    assert (typed.code, typed.out) == (2, "")
    assert typed.err.count("\n") == 1
    assert "ministry:01 (Bộ Y tế)" in typed.err
    assert "province:01 (Thành phố Hà Nội)" in typed.err


def test_a_code_that_is_not_open_that_day_is_refused_with_who_bore_it(ask: Type) -> None:
    typed = ask("figures --as-of 2025-07-01 --under 02")
    assert (typed.code, typed.out) == (2, "")
    assert "Tỉnh Hà Giang" in typed.err


def test_words_narrow_to_a_slice(ask: Type) -> None:
    found = document(ask, f"{ON_THE_DAY} --level commune --region red_river_delta")
    assert [figure["measure"] for figure in found["figures"]] == ["slice"]
    assert counts(found) == [(2, 2)]
    assert counts(document(ask, f"{ON_THE_DAY} --standard 2008")) == [(1, 1)]
    assert counts(document(ask, f"{ON_THE_DAY} --scope encouraged --by parent")) == [(2, 4), (0, 1), (2, 2), (0, 1)]
    assert counts(document(ask, f"{ON_THE_DAY} --measure slice")) == [(6, 10)]


def test_members_are_as_many_as_the_denominator(ask: Type) -> None:
    found = document(ask, f"{ON_THE_DAY} --measure communes --members")
    figure = found["figures"][0]
    assert list(figure) == [*FIGURE, "members"]
    assert figure["members"] == [
        {"id": 7, "level": "commune", "code": "00001", "name": "Phường Phúc Xá", "covered": True},
        {"id": 8, "level": "commune", "code": "00004", "name": "Phường Trúc Bạch", "covered": True},
        {"id": 10, "level": "commune", "code": "00715", "name": "Xã Lũng Cú", "covered": False},
    ]


def test_a_body_that_absorbed_another_must_announce_again(ask: Type) -> None:
    found = document(ask, "figures --as-of 2025-07-01 --measure slice --level province")
    assert [(f["numerator"], f["denominator"], f["must_reannounce"]) for f in found["figures"]] == [(1, 1, 1)]


def test_the_csv_has_one_line_a_figure_and_always_the_same_columns(ask: Type) -> None:
    header = [
        *DOCUMENT[:-1],
        "measure",
        "group_id",
        "group_level",
        "group_code",
        "group_name",
        *FIGURE[2:-1],
        *(f"published_{part}" for part in PUBLISHED),
    ]
    national = list(csv.DictReader(io.StringIO(ask(f"{ON_THE_DAY} --format csv").out)))
    assert list(national[0]) == header
    assert len(national) == 5
    assert (national[4]["numerator"], national[4]["text"], national[4]["published_agrees"]) == ("2", "66.7%", "true")
    assert (national[4]["group_name"], national[4]["known_on"], national[4]["demo"]) == ("", "", "false")
    by_parent = list(csv.DictReader(io.StringIO(ask(f"{ON_THE_DAY} --measure communes --by parent --format csv").out)))
    assert list(by_parent[0]) == header
    assert [row["group_code"] for row in by_parent] == ["", "01", "02"]


def test_the_csv_of_an_empty_rate_is_an_empty_cell(ask: Type) -> None:
    row = next(csv.DictReader(io.StringIO(ask("figures --as-of 1999-12-31 --format csv").out)))
    assert (row["rate"], row["text"], row["denominator"]) == ("", "–", "0")


def test_the_csv_with_members_has_one_line_a_member(ask: Type) -> None:
    typed = ask(f"{ON_THE_DAY} --measure communes --members --format csv")
    rows = list(csv.DictReader(io.StringIO(typed.out)))
    assert [(row["measure"], row["code"], row["covered"]) for row in rows] == [
        ("communes", "00001", "true"),
        ("communes", "00004", "true"),
        ("communes", "00715", "false"),
    ]


def test_the_table_is_one_that_a_person_reads(ask: Type) -> None:
    typed = ask(f"{ON_THE_DAY} --known-on 2021-06-30 --by parent --measure ministries --measure communes", "vi")
    assert (typed.code, typed.err) == (0, "")
    assert typed.out == (
        "Tính đến ngày 27/04/2021 · theo dữ liệu đến 30/06/2021 23:59 (giờ Hà Nội) · phiên bản dữ liệu 2\n"
        "\n"
        "Chỉ số                 Số đạt  Tổng số  Tỷ lệ  Số liệu đã công khai\n"
        "─────────────────────  ──────  ───────  ─────  ────────────────────────\n"
        "Bộ, ngành đạt yêu cầu       1        2  50,0%  1/2 (51%) – không khớp\n"
        "  01 Bộ Y tế                1        1   100%\n"
        "  03 Bộ Công Thương         0        1     0%\n"
        "UBND cấp xã đạt             1        3  33,3%  2/3 (66,7%) – không khớp\n"
        "  01 Thành phố Hà Nội       1        2  50,0%\n"
        "  02 Tỉnh Hà Giang          0        1     0%\n"
        "\n"
        "UBND cấp xã đạt: 1 cơ quan trong tổng số chưa có báo cáo.\n"
        "Nguồn số liệu đã công khai: a newspaper\n"
    )


def test_the_table_speaks_english_when_asked(ask: Type) -> None:
    typed = ask(f"{ON_THE_DAY} --under province:01 --level commune --members", "en")
    assert typed.out == (
        "As of 27 April 2021 · commune People's Committee · under province:01 · data version 4\n"
        "\n"
        "Measure                  Covered  Of  Rate\n"
        "───────────────────────  ───────  ──  ────\n"
        "A slice of the agencies        2   2  100%\n"
        "\n"
        "A slice of the agencies: members\n"
        "State    Level                       Code   Agency\n"
        "───────  ──────────────────────────  ─────  ────────────────\n"
        "covered  commune People's Committee  00001  Phường Phúc Xá\n"
        "covered  commune People's Committee  00004  Phường Trúc Bạch\n"
    )


def test_the_table_tells_what_must_be_known_to_read_it(ask: Type) -> None:
    typed = ask("figures --as-of 2025-07-01 --measure slice", "en")
    assert "A slice of the agencies: 1 of those covered must announce again after a reorganisation; 1 of those" in (
        typed.out
    )
