"""Every code has its meaning in both languages, is provoked by a file, and stands in the documents."""

import json
import re
from datetime import date

import pytest

from qms.i18n import LANGUAGES, gettext_in
from qms.importing.codes import Code, Severity
from qms.importing.planning_sentences import PLANNING
from qms.importing.problems import Problem, has_errors, problem, shown
from qms.importing.sentences import MEANINGS
from qms.vocabulary import Level, Status
from tests.importing import codes_page
from tests.importing.provocations import PROVOKED

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_every_code_has_a_meaning_and_every_code_of_reading_is_provoked() -> None:
    assert set(MEANINGS) == set(Code)
    assert set(PROVOKED) == set(Code) - set(PLANNING)


@pytest.mark.parametrize("code", PROVOKED)
def test_every_code_of_reading_is_provoked_and_said_in_both_languages(code: Code) -> None:
    found = [one for one in PROVOKED[code]() if one.code is code]
    assert found
    said = {language: found[0].message(language) for language in LANGUAGES}
    assert said["vi"] != said["en"]
    for message in said.values():
        assert not PLACEHOLDER.search(message)
        assert message.endswith((".", "!")) or code is Code.DAMAGED_WORKBOOK
    json.dumps(found[0].to_json("vi"))


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_fill_in_the_same_facts(code: Code, language: str) -> None:
    for message in (MEANINGS[code].sentence, MEANINGS[code].remedy):
        if message:
            assert set(PLACEHOLDER.findall(gettext_in(language, message))) == set(PLACEHOLDER.findall(message))


def test_an_error_says_what_to_do_or_what_is_allowed() -> None:
    silent = {code for code, meaning in MEANINGS.items() if meaning.severity is Severity.ERROR and not meaning.remedy}
    assert silent == {Code.NO_ROWS, Code.UNKNOWN_WORD}


def test_a_problem_says_place_fact_and_remedy_in_the_readers_language() -> None:
    one = problem(Code.BAD_DATE, line=5, column="effective_date", value="30/02/2021")
    assert one.message("vi") == (
        'Dòng 5, cột "Ngày hiệu lực": "30/02/2021" không phải ngày hợp lệ. Đề nghị nhập lại theo dạng ngày/tháng/năm.'
    )
    assert one.message("en") == (
        'Line 5, column "effective_date": "30/02/2021" is not a valid date. Please enter it again as day/month/year.'
    )
    assert one.to_json("en") == {
        "line": 5,
        "column": "effective_date",
        "value": "30/02/2021",
        "code": "bad_date",
        "severity": "error",
        "message": one.message("en"),
        "suggestion": None,
    }


def test_places_without_a_line_or_a_column_are_said_as_far_as_they_go() -> None:
    assert problem(Code.NO_ROWS).message("en").startswith("There is")
    assert problem(Code.MISSING_AGENCY, line=3).message("en").startswith("Line 3: The row")
    assert problem(Code.MISSING_COLUMN, column="status").message("vi").startswith('Cột "Tình trạng": ')
    assert problem(Code.UNKNOWN_COLUMN, line=1, column="STT").message("vi").startswith('Dòng 1, cột "STT": ')


def test_facts_are_printed_as_the_language_does() -> None:
    early = problem(Code.DATE_TOO_EARLY, value="x", earliest=date(2006, 6, 20))
    assert "20/06/2006" in early.sentence("vi")
    assert "20 June 2006" in early.sentence("en")
    assert "2.000" in problem(Code.TEXT_TOO_LONG, length=5_000, limit=2_000).sentence("vi")
    assert '"đã công bố"' in problem(Code.UNKNOWN_WORD, value="x", allowed=tuple(Status)).sentence("vi")
    level = problem(
        Code.LEVEL_DISAGREES, value="x", agency="A", level=Level.COMMUNE, said=Level.DISTRICT, day=date(2021, 4, 27)
    )
    assert "UBND cấp xã" in level.sentence("vi")


def test_what_a_file_says_is_shown_cut_and_with_nothing_hidden() -> None:
    assert shown("a\u202eb\x00c") == "a[U+202E]b[U+0000]c"
    assert shown("x" * 200) == "x" * 80 + "…"
    assert shown("Xã {value} %s <b>") == "Xã {value} %s <b>"


def test_a_value_with_braces_is_no_placeholder() -> None:
    assert '"{earliest}"' in problem(Code.BAD_DATE, value="{earliest}").sentence("en")


def test_errors_and_warnings_are_told_apart() -> None:
    error, warning = Problem(Code.BAD_DATE), Problem(Code.UNKNOWN_COLUMN)
    assert (error.is_error, warning.is_error) == (True, False)
    assert has_errors([warning, error])
    assert not has_errors([warning])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documents_list_the_columns_and_codes_of_the_program(language: str) -> None:
    written = codes_page.page(language).read_text(encoding="utf-8")
    assert written == codes_page.filled(written, language)
