"""`qms outstanding`: who is not covered, and what each lacks."""

import csv
import io
import json

from tests.cli.conftest import Type

DOCUMENT = ["as_of", "known_on", "data_version", "chain_head", "rules_version", "demo", "measure", "agencies"]
AGENCY = ["id", "level", "code", "name", "parent", "status", "since", "missing"]


def test_the_document_has_its_keys_in_their_order(ask: Type) -> None:
    typed = ask("outstanding --measure ministries --as-of 2021-04-27 --format json")
    found = json.loads(typed.out)
    assert list(found) == DOCUMENT
    assert [list(agency) for agency in found["agencies"]] == [AGENCY]
    assert found["agencies"][0] == {
        "id": 4,
        "level": "ministry",
        "code": "03",
        "name": "Bộ Công Thương",
        "parent": {"id": 4, "level": "ministry", "code": "03", "name": "Bộ Công Thương"},
        "status": None,
        "since": "2010-01-01",
        "missing": ["no_report"],
    }


def test_each_agency_says_what_it_lacks(ask: Type) -> None:
    typed = ask("outstanding --level ministry_unit --as-of 2021-04-27 --format json")
    assert [(a["name"], a["missing"]) for a in json.loads(typed.out)["agencies"]] == [
        ("Viện B", ["procedures_partial"])
    ]
    typed = ask("outstanding --measure communes --as-of 2021-04-27 --known-on 2021-06-30 --format json")
    assert [(a["name"], a["missing"]) for a in json.loads(typed.out)["agencies"]] == [
        ("Phường Trúc Bạch", ["no_report"]),
        ("Xã Lũng Cú", ["withdrawn"]),
    ]


def test_under_an_agency_only_its_own_are_listed(ask: Type) -> None:
    typed = ask("outstanding --measure communes --as-of 2021-04-27 --under province:01 --format json")
    assert json.loads(typed.out)["agencies"] == []


def test_the_csv_keeps_its_header_when_nobody_is_outstanding(ask: Type) -> None:
    line = "outstanding --measure communes --as-of 2021-04-27 --format csv"
    nobody = ask(f"{line} --under province:01").out
    somebody = list(csv.DictReader(io.StringIO(ask(line).out)))
    assert nobody.strip().split(",") == list(somebody[0])
    assert [(row["code"], row["parent_name"], row["missing"]) for row in somebody] == [
        ("00715", "Tỉnh Hà Giang", "withdrawn")
    ]


TABLE = """\
Chưa đạt: Tỉnh, thành phố đạt yêu cầu, tính đến ngày 27/04/2021 · phiên bản dữ liệu 4

Bộ, ngành hoặc tỉnh, thành phố  Cấp              Mã  Tên cơ quan    Tình trạng       Từ ngày     Còn thiếu
──────────────────────────────  ───────────────  ──  ─────────────  ───────────────  ──────────  ────────────
02 Tỉnh Hà Giang                tỉnh, thành phố  02  Tỉnh Hà Giang  chưa triển khai  01/01/2020  chưa công bố

1 cơ quan
"""


def test_the_table_counts_them(ask: Type) -> None:
    assert ask("outstanding --measure provinces --as-of 2021-04-27", "vi").out == TABLE
