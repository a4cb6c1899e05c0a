"""`qms series`: how one measure moved."""

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Type

DOCUMENT = [
    "as_of",
    "known_on",
    "data_version",
    "chain_head",
    "rules_version",
    "demo",
    "measure",
    "from",
    "to",
    "every",
    "map",
    "points",
]
POINT = ["as_of", "group", "numerator", "denominator", "rate", "text", "break"]
AROUND_THE_MERGER = "series --measure provinces --from 2024-12-31 --to 2025-12-31 --every year"


def document(ask: Type, line: str, language: str = "en") -> dict[str, Any]:
    typed = ask(f"{line} --format json", language)
    assert (typed.code, typed.err) == (0, "")
    found: dict[str, Any] = json.loads(typed.out)
    return found


def test_the_document_has_its_keys_in_their_order(ask: Type) -> None:
    found = document(ask, "series --measure communes --from 2019-10-31 --to 27/04/2021 --every quarter")
    assert list(found) == DOCUMENT
    assert [list(point) for point in found["points"]] == [POINT] * 7
    assert [found[key] for key in ("as_of", "measure", "from", "to", "every", "map")] == [
        "2021-04-27",
        "communes",
        "2019-10-31",
        "2021-04-27",
        "quarter",
        "then",
    ]


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("month", ["2021-02-28", "2021-03-31", "2021-04-27"]),
        ("quarter", ["2021-03-31", "2021-04-27"]),
        ("year", ["2021-04-27"]),
    ],
)
def test_points_are_the_last_days_of_the_periods_and_the_last_day(ask: Type, every: str, days: list[str]) -> None:
    found = document(ask, f"series --measure communes --from 2021-02-01 --to 2021-04-27 --every {every}")
    assert [point["as_of"] for point in found["points"]] == days


def test_a_reorganisation_is_a_break_with_its_sentence(ask: Type) -> None:
    told = {
        "en": "Reorganisation of 1 July 2025: 2 → 1 (province)",
        "vi": "Sắp xếp tổ chức ngày 01/07/2025: 2 → 1 (tỉnh, thành phố)",
    }
    for language, sentence in told.items():
        found = document(ask, AROUND_THE_MERGER, language)
        points = [(point["numerator"], point["denominator"], point["break"]) for point in found["points"]]
        assert points == [(1, 2, None), (1, 1, sentence)]


def test_on_the_map_of_now_predecessors_are_pooled_onto_their_successor(ask: Type) -> None:
    line = "series --measure communes --from 2024-12-31 --to 2025-12-31 --every year --by parent"
    then, now = (document(ask, f"{line} --map {map_}")["points"] for map_ in ("then", "now"))
    assert [(p["as_of"][:4], p["group"]["code"], p["numerator"], p["denominator"]) for p in then if p["group"]] == [
        ("2024", "01", 2, 2),
        ("2025", "01", 2, 3),
        ("2024", "02", 0, 1),
    ]
    assert [(p["as_of"][:4], p["group"]["code"], p["numerator"], p["denominator"]) for p in now if p["group"]] == [
        ("2024", "01", 2, 3),
        ("2025", "01", 2, 3),
    ]


def test_the_code_of_under_is_that_of_the_last_day(ask: Type) -> None:
    line = "series --measure communes --from 2024-12-31 --every year"
    assert ask(f"{line} --to 2025-06-30 --under 02").code == 0
    assert ask(f"{line} --to 2025-07-01 --under 02").code == 2


def test_words_narrow_to_a_slice(ask: Type) -> None:
    found = document(ask, "series --level ministry_unit --from 2020-12-31 --to 2020-12-31")
    assert (found["measure"], found["points"][0]["denominator"]) == ("slice", 2)


def test_the_csv_has_one_line_a_point(ask: Type) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(f"{AROUND_THE_MERGER} --format csv").out)))
    assert list(rows[0]) == [*DOCUMENT[:-1], "group_id", "group_level", "group_code", "group_name", *POINT[2:]]
    assert [(row["as_of"], row["numerator"], row["denominator"]) for row in rows] == [
        ("2024-12-31", "1", "2"),
        ("2025-12-31", "1", "1"),
    ]


def test_the_table_marks_the_break(ask: Type) -> None:
    assert ask(AROUND_THE_MERGER, "vi").out == (
        "Tỉnh, thành phố đạt yêu cầu, từ 31/12/2024 đến 31/12/2025 · phiên bản dữ liệu 4\n"
        "\n"
        "Ngày        Số đạt  Tổng số  Tỷ lệ\n"
        "──────────  ──────  ───────  ─────\n"
        "31/12/2024       1        2  50,0%\n"
        "31/12/2025       1        1   100%\n"
        "\n"
        "Sắp xếp tổ chức ngày 01/07/2025: 2 → 1 (tỉnh, thành phố)\n"
    )


def test_the_table_names_the_groups(ask: Type) -> None:
    typed = ask(f"{AROUND_THE_MERGER} --by parent", "en")
    assert "31 December 2024  02 Tỉnh Hà Giang            0   1     0%\n" in typed.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("series --measure communes --from 2021-05-01 --to 2021-04-27", "lies after the last day"),
        ("series --from 2021-01-01 --to 2021-04-27", "Name the measure: ministries,"),
        ("series --measure communes --from 2021-01-01 --to 2021-04-27 --every day", "month, quarter, year"),
        ("series --measure communes --from 2021-01-01 --to 2021-04-27 --map new", "Did you mean now?"),
        ("series --measure communes --to 2021-04-27", "--from is missing"),
        ("series --measure communes --from 2021-01-01 --to 2030-04-27", "lies in the future"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_one_sentence(ask: Type, line: str, told: str) -> None:
    typed = ask(line)
    assert (typed.code, typed.out, typed.err.count("\n")) == (2, "", 1)
    assert told in typed.err
