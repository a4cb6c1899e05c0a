"""Every code of planning is provoked by a file, and said whole in both languages."""

import json
import re

import pytest

from qms.i18n import LANGUAGES
from qms.importing.codes import Code
from qms.importing.planning_sentences import PLANNING
from tests.coverage.worlds import agency, change, close, succession
from tests.importing.books import Book, book, small_world

STATUS = "agency_code;agency_name;level;scope;parent_code;status;effective_date\n"
REGISTER = "code;name;level;scope;parent_code;valid_from;valid_to;predecessor_codes;succession;locality\n"
PLACEHOLDER = re.compile(r"\{\w+\}")


def known() -> Book:
    """The small world, with a ward that became another, one that ended, one renamed, and a report."""
    return book(
        *small_world(),
        agency("Phường Vĩnh Ninh", "commune", code="19100", under="Thành phố Huế"),
        agency("Phường Thuận Hóa", "commune", code="19200", under="Thành phố Huế", opened="2025-01-01"),
        close("Phường Vĩnh Ninh", "2025-01-01"),
        succession("Phường Vĩnh Ninh", "Phường Thuận Hóa", "2025-01-01", "merged"),
        agency("Phường Cũ", "commune", code="19300", under="Thành phố Huế"),
        close("Phường Cũ", "2024-01-01"),
        agency("Phường Trước", "commune", code="19400", under="Thành phố Huế"),
        change("Phường Trước", "2024-01-01", code="19401", name="Phường Sau"),
        agency("Phường Sau", "commune", code="19500", under="Quận Ba Đình"),
        agency("Sở Y tế", "provincial_unit", code="19500", under="Thành phố Hà Nội"),
    ).take(f"{STATUS}19001;;;;;announced;01/08/2025")


PROVOKED = {
    Code.UNKNOWN_CODE: f"{STATUS}99999;;;;;announced;27/04/2021",
    Code.AMBIGUOUS_CODE: f"{STATUS}19500;;;;;announced;27/04/2021",
    Code.ZEROS_RESTORED: f"{STATUS}4;Phường Trúc Bạch;;;;announced;27/04/2021",
    Code.ZEROS_LOST: f"{STATUS}4;;;;;announced;27/04/2021",
    Code.NOT_YET_OPEN: f"{STATUS}19200;;;;;announced;27/04/2021",
    Code.NO_LONGER_OPEN: f"{STATUS}19300;;;;;announced;27/04/2025",
    Code.SUCCEEDED: f"{STATUS}19100;;;;;announced;27/04/2025",
    Code.OTHERWISE_CALLED: f"{STATUS}19400;;;;;announced;27/04/2025",
    Code.NAME_DISAGREES: f"{STATUS}19000;Phường Khác;;;;announced;27/04/2021",
    Code.NAME_OF_ANOTHER: f"{STATUS}19000;Phường Phú Bình;;;;announced;27/04/2021",
    Code.NAME_WITHOUT_DIACRITICS: f"{STATUS}19000;Phuong Phu Thuan;;;;announced;27/04/2021",
    Code.UNKNOWN_NAME: f"{STATUS};Phường Khác;;;474;announced;27/04/2021",
    Code.AMBIGUOUS_NAME: f"{STATUS};Phường Vĩnh Ninh;;;46;announced;27/04/2021",
    Code.UNKNOWN_PARENT: f"{STATUS};Phường Phú Bình;;;999;announced;27/04/2021",
    Code.PARENT_DISAGREES: f"{STATUS}19000;;;;01;announced;27/04/2021",
    Code.HAS_NO_PARENT: f"{STATUS}46;;;;01;announced;27/04/2021",
    Code.LEVEL_DISAGREES: f"{STATUS}19000;;district;;;announced;27/04/2021",
    Code.SCOPE_DISAGREES: f"{STATUS}19000;;;mandatory;;announced;27/04/2021",
    Code.SAME_AS_LINE: f"{STATUS}19000;;;;;announced;27/04/2021\n19000;;;;;announced;27/04/2021",
    Code.CONTRADICTS_LINE: f"{STATUS}19000;;;;;announced;27/04/2021\n19000;;;;;applied;27/04/2021",
    Code.DEPENDS_ON_LINE: f"{REGISTER}75;Mới;province;;;01/07/2025;;;;\n19777;A;commune;none;75;01/07/2025;;;;",
    Code.PARENT_NOT_OPEN: f"{REGISTER}19888;A;commune;none;476;01/07/2025;;;;\n476;B;district;none;46;01/07/2025;"
    "01/08/2025;;;",
    Code.LEAVES_CHILDREN: f"{REGISTER}474;Thành phố Huế;district;;;01/07/2025;01/08/2025;;;",
    Code.CIRCLE: f"{REGISTER}BYT-01;Cục Quản lý Dược;ministry_unit;;BYT-01;01/07/2025;;;;",
    Code.CODE_TAKEN: f"{REGISTER}19000;Phường Phú Bình;commune;;;01/07/2025;;19001;continued;",
    Code.EVENT_OUTSIDE_LIFE: f"{REGISTER}19001;Phường Phú Bình;commune;;;01/07/2025;01/08/2025;;;",
    Code.CHANGE_AFTER_CLOSING: f"{REGISTER}19400;Phường Trước;commune;;;01/07/2020;01/08/2020;;;",
    Code.NAME_OF_SIBLING: f"{REGISTER}19000;Phường Phú Bình;commune;;;01/07/2025;;;;",
    Code.SCOPE_NEEDS_ACT: f"{REGISTER}19000;Phường Phú Thuận;commune;none;;01/07/2025;;;;",
    Code.UNKNOWN_PREDECESSOR: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;19999;merged;",
    Code.CONTINUED_NEEDS_ONE: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;19000|19001;continued;",
    Code.CONTINUED_AFTER_GAP: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;19300;continued;",
    Code.CONTINUED_LEVEL: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;district:474;continued;",
    Code.MERGED_IS_NEW: f"{REGISTER}19000;Phường Phú Thuận;commune;;;01/07/2025;;19500;merged;",
    Code.ABSORBED_IS_OLD: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;19000;absorbed;",
    Code.SUCCESSION_CONTRADICTS: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;19300;merged;",
    Code.CLOSES_PREDECESSOR: f"{REGISTER}19888;A;commune;none;46;01/07/2025;;19000;merged;",
    Code.CLOSED_AND_OPENED: f"{REGISTER}19000;Phường Phú Thuận;commune;;;01/01/2025;01/07/2025;;;\n"
    "19000;A;commune;none;46;01/07/2025;;;;",
    Code.OPENED_AND_CLOSED: f"{REGISTER}19000;Phường Phú Thuận;commune;;;01/01/2025;01/07/2025;;;\n"
    "19000;A;commune;none;46;01/07/2025;;;;",
    Code.REOPENED_LATER: f"{REGISTER}19300;Phường Cũ;commune;;;01/07/2025;-;;;",
    Code.LATER_CHANGE: f"{REGISTER}19400;Phường Trước kia;commune;;;01/07/2020;;;;",
    Code.UNKNOWN_LOCALITY: f"{REGISTER}BYT-01;Cục Quản lý Dược;ministry_unit;;;01/07/2025;;;;99",
}


def test_every_code_of_planning_has_a_file_that_provokes_it() -> None:
    assert set(PROVOKED) == set(PLANNING)


@pytest.mark.parametrize("code", PLANNING)
def test_every_code_of_planning_is_provoked_and_said_in_both_languages(code: Code) -> None:
    data = known()
    if code is Code.AMBIGUOUS_NAME:
        data = book(
            *small_world(),
            agency("Phường Vĩnh Ninh", "commune", code="19100", under="Thành phố Huế"),
            agency("Thị xã Hương Trà", "district", code="480", under="Tỉnh Thừa Thiên Huế"),
            agency("Phường Vĩnh Ninh 2", "commune", code="19101", under="Thị xã Hương Trà"),
            change("Phường Vĩnh Ninh 2", "2010-01-01", name="Phường Vĩnh Ninh"),
        )
    found = [one for one in data.plan(PROVOKED[code]).problems if one.code is code]
    assert found
    messages = {language: found[0].message(language) for language in LANGUAGES}
    assert messages["vi"] != messages["en"]
    assert messages["vi"].startswith(f"Dòng {found[0].line}")
    assert not any(PLACEHOLDER.search(message) for message in messages.values())
    json.dumps(found[0].to_json("vi"))
