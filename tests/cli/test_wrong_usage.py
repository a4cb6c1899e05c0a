"""What cannot be understood: one sentence on stderr with the nearest right thing, nothing on stdout, exit code 2."""

import pytest

from qms.cli.output import Format
from tests.cli.conftest import Type

ON_THE_DAY = "figures --as-of 2021-04-27"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("figures", "--as-of is missing. See: qms figures --help"),
        ("figures --as-of", "--as-of needs a value."),
        ("figures --as-of 2021-02-29", '"2021-02-29" is not a day. Did you mean 2021-02-28?'),
        ("figures --as-of 04/27/2021", '"04/27/2021" is not a day. Did you mean 2021-04-27?'),
        ("figures --as-of yesterday", '"yesterday" is not a day. Write it as 2021-04-27 or 27/04/2021.'),
        (
            "figures --as-of 2026-10-02",
            "2 October 2026 lies in the future. Name a day up to today, 1 October 2026.",
        ),
        (
            f"{ON_THE_DAY} --known-on 2026-10-02",
            "What will be known on 2 October 2026 is not known yet. Name a day up to today, 1 October 2026.",
        ),
        (
            f"{ON_THE_DAY} --known-on 2021-04-27T25:00",
            '"2021-04-27T25:00" is no moment. Write a day, or a UTC moment as in 2021-06-30T17:00:00Z.',
        ),
        (f"{ON_THE_DAY} --measure commune", '"commune" is not known here. Did you mean communes?'),
        (f"{ON_THE_DAY} --by province", '"province" is not known here. Choose from: parent.'),
        (
            f"{ON_THE_DAY} --by parent --under province:01",
            "Figures are asked for by parent, or under one agency, not both.",
        ),
        (f"{ON_THE_DAY} --level comune", '"comune" is not known here. Did you mean commune?'),
        (
            f"{ON_THE_DAY} --scope must",
            '"must" is not known here. Choose from: mandatory, encouraged, planned, none.',
        ),
        (f"{ON_THE_DAY} --standard 2001", '"2001" is not known here. Did you mean 2015, 2008, 2000?'),
        (
            f"{ON_THE_DAY} --measure communes --level commune",
            "Level, scope, region and standard make a measure of their own. Ask for them without communes.",
        ),
        (f"{ON_THE_DAY} --format xml", '"xml" is not known here. Choose from: table, json, csv.'),
        (f"{ON_THE_DAY} --formt json", "There is no option --formt. Did you mean --format?"),
        (f"{ON_THE_DAY} --quite-else", "There is no option --quite-else."),
        (f"{ON_THE_DAY} --members=yes", "--members takes no value."),
        (f"{ON_THE_DAY} communes", '"communes" is not understood here. See: qms figures --help'),
        ("outstanding --as-of 2021-04-27", "Name the measure: ministries, ministry_encouraged, provinces,"),
        ("verify --format csv", '"csv" is not known here. Choose from: table, json.'),
        ("figurs", '"figurs" is not known here. Did you mean figures?'),
        ("--versoin", "There is no option --versoin."),
        ("init --demo --empty", "--demo and --empty exclude each other."),
        ("serve --port 80x", '"80x" is no port. Name a number from 0 (any free one) to 65535.'),
        ("serve --port 65536", '"65536" is no port. Name a number from 0 (any free one) to 65535.'),
    ],
)
def test_one_sentence_says_what_is_wrong_and_what_is_near(ask: Type, line: str, sentence: str) -> None:
    typed = ask(line)
    assert (typed.code, typed.out, typed.err.count("\n")) == (2, "", 1)
    assert typed.err.startswith(sentence)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("figures", "Thiếu --as-of. Đề nghị xem: qms figures --help\n"),
        ("figures --as-of 2021-02-29", '"2021-02-29" không phải ngày hợp lệ. Đề nghị nhập lại; ngày gần nhất:'),
        (
            "figures --as-of 2026-10-02",
            "Ngày 02/10/2026 chưa tới. Đề nghị nhập ngày không muộn hơn hôm nay, 01/10/2026",
        ),
        (
            f"{ON_THE_DAY} --measure commune",
            '"commune" không hợp lệ. Đề nghị kiểm tra lại; giá trị gần nhất: communes.',
        ),
        (f"{ON_THE_DAY} --under 99", "Ngày 27/04/2021 không có cơ quan nào mang mã 99 đang hoạt động."),
    ],
)
def test_the_sentence_is_vietnamese_by_default(ask: Type, line: str, sentence: str) -> None:
    typed = ask(line, "vi")
    assert (typed.code, typed.out, typed.err.count("\n")) == (2, "", 1)
    assert typed.err.startswith(sentence)


def test_today_is_no_future_day(ask: Type) -> None:
    assert ask("figures --as-of 2026-10-01 --known-on 2026-10-01").code == 0


@pytest.mark.parametrize("shape", Format)
@pytest.mark.parametrize(
    "line",
    [
        ON_THE_DAY,
        "series --measure communes --from 2021-01-01 --to 2021-04-27",
        "outstanding --measure communes --as-of 2021-04-27",
        "history",
    ],
)
def test_without_a_database_every_question_says_how_to_make_one(type_: Type, line: str, shape: Format) -> None:
    typed = type_(f"{line} --format {shape}")
    assert (typed.code, typed.out, typed.err.count("\n")) == (3, "", 1)
    assert typed.err.startswith("Chưa có cơ sở dữ liệu tại ")
    assert "Đề nghị chạy lệnh: qms init" in typed.err


def test_verify_without_a_database_says_how_to_make_one(type_: Type) -> None:
    typed = type_("verify --format json")
    assert (typed.code, typed.out) == (3, "")
    assert "qms init" in typed.err


def test_an_address_that_is_none_is_refused(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", "mysql://somewhere/else")
    typed = type_(ON_THE_DAY)
    assert (typed.code, typed.out) == (2, "")
    assert "postgresql+psycopg://" in typed.err
