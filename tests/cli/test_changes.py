"""`qms changes`: what moved the figures from one day to another, in steps that add up."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Type

DOCUMENT = [
    "as_of",
    "known_on",
    "data_version",
    "chain_head",
    "rules_version",
    "demo",
    "from",
    "to",
    "known_from",
    "measures",
]
AGENCY = ["id", "level", "code", "name", "parent", "numerator", "denominator"]
SPAN = "changes --from 2020-12-31 --to 2021-04-27"
TOLD = "--known-from 2021-04-20"
"""Known then: the register and the first reports, not the one of Phường Trúc Bạch."""


def test_the_document_has_its_keys_in_their_order(ask: Type) -> None:
    found = json.loads(ask(f"{SPAN} --format json").out)
    assert list(found) == DOCUMENT
    assert (found["as_of"], found["from"], found["to"], found["known_from"]) == (
        "2021-04-27",
        "2020-12-31",
        "2021-04-27",
        None,
    )
    assert [measure["measure"] for measure in found["measures"]] == [
        "ministries",
        "ministry_encouraged",
        "provinces",
        "provinces_with_communes",
        "communes",
    ]
    (step,) = found["measures"][-1]["steps"]
    assert found["measures"][-1] == {
        "measure": "communes",
        "before": {"numerator": 1, "denominator": 3},
        "after": {"numerator": 2, "denominator": 3},
        "steps": [step],
    }
    assert list(step) == ["kind", "numerator", "denominator", "agencies"]
    assert (step["kind"], step["numerator"], step["denominator"]) == ("gained", 1, 0)
    assert [list(agency) for agency in step["agencies"]] == [AGENCY]
    assert step["agencies"][0]["parent"]["code"] == "01"


def test_what_was_learned_later_is_a_step_of_its_own(ask: Type) -> None:
    day = "changes --from 2021-04-27 --to 2021-04-27 --measure communes --format json"
    (communes,) = json.loads(ask(f"{day} {TOLD}").out)["measures"]
    assert [(step["kind"], step["numerator"], step["denominator"]) for step in communes["steps"]] == [
        ("corrected", 1, 0)
    ]
    assert (communes["before"]["numerator"], communes["after"]["numerator"]) == (1, 2)
    (now,) = json.loads(ask(day).out)["measures"]
    assert now["steps"] == []


def test_the_csv_adds_up_downwards(ask: Type) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(f"{SPAN} {TOLD} --measure communes --format csv").out)))
    assert [(row["kind"], row["numerator"], row["denominator"], row["count"]) for row in rows] == [
        ("before", "1", "3", "3"),
        ("gained", "1", "0", "1"),
        ("after", "2", "3", "3"),
    ]
    assert {row["known_from"] for row in rows} == {"2021-04-20T16:59:59.999999Z"}


def test_the_csv_of_members_has_a_line_for_each_agency_of_each_step(ask: Type) -> None:
    line = "changes --from 2025-06-30 --to 2025-07-01 --under province:01 --measure communes --members --format csv"
    rows = list(csv.DictReader(io.StringIO(ask(line).out)))
    assert [(row["kind"], row["code"], row["numerator"], row["denominator"]) for row in rows] == [
        ("scope", "00715", "0", "1")
    ]
    nobody = ask("changes --from 2025-06-30 --to 2025-06-30 --members --format csv").out
    assert nobody.strip().split(",") == list(rows[0])


def test_a_slice_moves_like_a_measure(ask: Type) -> None:
    (measure,) = json.loads(ask(f"{SPAN} --level commune --region red_river_delta --format json").out)["measures"]
    assert (measure["measure"], measure["before"]["denominator"]) == ("slice", 2)
    assert [step["kind"] for step in measure["steps"]] == ["gained"]


TABLE = """\
Biến động từ ngày 31/12/2020 đến ngày 27/04/2021 · phiên bản dữ liệu 4

UBND cấp xã đạt
                                               Số đạt  Tổng số  Tỷ lệ
─────────────────────────────────────────────  ──────  ───────  ─────
31/12/2020, theo dữ liệu đến 20/04/2021 23:59       1        3  33,3%
  Mới đạt                                          +1        0
27/04/2021                                          2        3  66,7%

Bổ sung, đính chính: phần ghi nhận sau thời điểm đó về ngày đầu; các khoản khác là biến động giữa hai ngày.
"""


def test_the_table_writes_each_measure_as_a_sum(ask: Type) -> None:
    assert ask(f"{SPAN} {TOLD} --measure communes", "vi").out == TABLE


def test_the_table_of_members_names_them_step_by_step(ask: Type) -> None:
    said = ask(f"{SPAN} --measure communes --members", "vi").out
    assert "UBND cấp xã đạt: Mới đạt (1)" in said
    assert "00004  Phường Trúc Bạch      +1        0" in said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("changes --from 2021-04-28 --to 2021-04-27", "lies after the last day"),
        ("changes --from 2021-04-27 --to 2026-10-02", "lies in the future"),
        ("changes --from 2021-02-30 --to 2021-04-27", "Did you mean 2021-02-28?"),
        (f"{SPAN} --known-from 2021-07-01 --known-on 2021-06-30", "Please name an earlier one"),
        (f"{SPAN} --known-from 2026-10-02", "is not known yet"),
        (f"{SPAN} --measure comunes", "Did you mean communes?"),
        (f"{SPAN} --under 77", "No agency with the code 77"),
        (f"{SPAN} --format xml", '"xml" is not known here'),
        ("changes --to 2021-04-27", "--from"),
    ],
)
def test_wrong_usage_is_said_and_ends_with_two(ask: Type, line: str, sentence: str) -> None:
    typed = ask(line)
    assert (typed.code, typed.out) == (2, "")
    assert sentence in typed.err
