"""The language of the moment, and how it writes days, moments and counts."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, date, datetime

import pytest

from qms.i18n import (
    _,
    current_language,
    default_language,
    format_count,
    format_date,
    format_moment,
    gettext_in,
    label,
    ngettext,
    set_language,
    use_language,
)
from qms.vocabulary import Level, Measure

ADVICE = "The database {place} is not set up yet. Run: qms init"


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [(None, "vi"), ("", "vi"), ("vi", "vi"), ("en", "en"), ("EN_GB.UTF-8", "en"), (" en ", "en"), ("fr", "vi")],
)
def test_the_language_is_that_of_qms_lang_and_vietnamese_by_default(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, spoken: str
) -> None:
    monkeypatch.delenv("QMS_LANG", raising=False)
    if asked is not None:
        monkeypatch.setenv("QMS_LANG", asked)
    assert default_language() == current_language() == spoken


def test_a_language_is_spoken_for_a_while_and_then_the_one_before() -> None:
    with use_language("en"):
        assert _(ADVICE) == ADVICE
        with use_language("vi"):
            assert _(ADVICE) == "Chưa có cơ sở dữ liệu tại {place}. Đề nghị chạy lệnh: qms init"
        assert current_language() == "en"


def test_two_visitors_at_once_each_hear_their_own_language() -> None:
    def speak(language: str) -> str:
        set_language(language)
        return label(Level.COMMUNE)

    with ThreadPoolExecutor(2) as threads:
        heard = [threads.submit(copy_context().run, speak, language) for language in ("vi", "en")]
    assert [said.result() for said in heard] == ["UBND cấp xã", "commune People's Committee"]


def test_a_language_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(KeyError), use_language("fr"):
        pass
    with pytest.raises(KeyError):
        gettext_in("fr", ADVICE)


def test_a_word_has_its_label_in_either_language() -> None:
    assert label(Measure.COMMUNES, "vi") == "UBND cấp xã đạt"
    assert label(Measure.COMMUNES, "en") == "Commune committees that are covered"


def test_days_are_written_as_the_language_writes_them() -> None:
    assert format_date(date(2021, 4, 7), "vi") == "07/04/2021"
    assert format_date(date(2021, 4, 7), "en") == "7 April 2021"


def test_a_moment_is_told_by_the_clock_of_hanoi() -> None:
    new_year = datetime(2021, 12, 31, 17, 5, tzinfo=UTC)
    assert format_moment(new_year, "vi") == "01/01/2022 00:05"
    assert format_moment(new_year, "en") == "1 January 2022, 00:05"


def test_counts_have_their_thousands_marked() -> None:
    assert [format_count(count, "vi") for count in (0, 999, 5564, 1234567)] == ["0", "999", "5.564", "1.234.567"]
    assert [format_count(count, "en") for count in (5564, -1000)] == ["5,564", "-1,000"]


def test_one_agency_is_not_called_agencies() -> None:
    with use_language("en"):
        said = [ngettext("{count} agency", "{count} agencies", count).format(count=count) for count in (1, 2)]
    assert said == ["1 agency", "2 agencies"]
    with use_language("vi"):
        assert ngettext("{count} agency", "{count} agencies", 2) == "{count} cơ quan"


def test_speaking_loads_no_babel() -> None:
    asked = "import sys, qms.i18n as i; i.gettext('Overview'); i.format_count(5); sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
