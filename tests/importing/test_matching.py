"""Which agency a row means: code and name agree on the row's day, or the row is rejected and says what is near."""

import pytest

from qms.importing.plan import ImportPlan
from tests.coverage.worlds import agency, change, close, succession
from tests.importing.books import Book, book, classes, codes, said, small, small_world

DAY = "27/04/2021"


def status_row(
    code: str = "", name: str = "", *, parent: str = "", level: str = "", scope: str = "", day: str = DAY
) -> str:
    head = "agency_code;agency_name;level;scope;parent_code;status;effective_date"
    return f"{head}\n{code};{name};{level};{scope};{parent};announced;{day}"


def planned(known: Book, code: str = "", name: str = "", **more: str) -> ImportPlan:
    return known.plan(status_row(code, name, **more))


def meant(plan: ImportPlan) -> str | None:
    """The name of the agency that the only row means."""
    (row,) = plan.rows
    return row.agency.name if row.agency and row.agency.id and row.outcome.value != "rejected" else None


def test_a_code_alone_means_who_bears_it_on_the_day() -> None:
    plan = planned(small(), "19000")
    assert (meant(plan), codes(plan)) == ("Phường Phú Thuận", [])


@pytest.mark.parametrize(
    "name",
    [
        "Phường Phú Thuận",
        "phường  phú thuận",
        "UBND phường Phú Thuận",
        "Ủy ban nhân dân Phường Phú Thuận",
        "Uỷ ban nhân dân phường Phú Thuận",
    ],
)
def test_code_and_name_agree_however_the_name_is_written(name: str) -> None:
    plan = planned(small(), "19000", name)
    assert (meant(plan), codes(plan)) == ("Phường Phú Thuận", [])


def test_the_tones_place_and_zeros_in_names_make_no_difference_but_digits_do() -> None:
    known = book(
        agency("Tỉnh Khánh Hòa", "province", code="56"),
        agency("Phường 1", "commune", code="22001", under="Tỉnh Khánh Hòa"),
        agency("Phường 11", "commune", code="22011", under="Tỉnh Khánh Hòa"),
    )
    assert meant(planned(known, "56", "Tỉnh Khánh Hoà")) == "Tỉnh Khánh Hòa"
    assert meant(planned(known, "22001", "Phường 01")) == "Phường 1"
    assert codes(planned(known, "22001", "Phường 11")) == ["name_of_another"]


def test_a_name_without_diacritics_is_taken_with_a_warning_when_the_code_confirms_it() -> None:
    plan = planned(small(), "19000", "Phuong Phu Thuan")
    assert (meant(plan), codes(plan)) == ("Phường Phú Thuận", ["name_without_diacritics"])


def test_a_name_without_diacritics_that_is_exactly_another_agencys_is_rejected() -> None:
    known = book(*small_world(), agency("Phuong Phu Thuan", "commune", code="19009", under="Thành phố Huế"))
    plan = planned(known, "19000", "Phuong Phu Thuan")
    assert (classes(plan), codes(plan)) == (["rejected"], ["name_of_another"])


def test_a_code_with_the_name_of_another_agency_is_rejected_and_both_are_named() -> None:
    plan = planned(small(), "19000", "Phường Phú Bình")
    assert codes(plan) == ["name_of_another"]
    assert "Phường Phú Thuận (19000)" in said(plan)[0]
    assert "Phường Phú Bình (19001)" in said(plan)[0]


def test_a_code_with_a_name_that_nobody_has_is_rejected() -> None:
    plan = planned(small(), "19000", "Phường Phú Thượng")
    assert (classes(plan), codes(plan)) == (["rejected"], ["name_disagrees"])
    assert plan.problems[0].suggestion == "Phường Phú Thuận"


def test_trap_21_lost_zeros_are_restored_when_the_name_confirms_it() -> None:
    plan = planned(small(), "4", "Phường Trúc Bạch")
    assert (meant(plan), codes(plan)) == ("Phường Trúc Bạch", ["zeros_restored"])
    assert plan.problems[0].suggestion == "00004"


@pytest.mark.parametrize("name", ["", "Phường Phú Bình", "Phuong Truc Bach"])
def test_trap_21_lost_zeros_are_not_restored_without_the_exact_name(name: str) -> None:
    plan = planned(small(), "4", name)
    assert (classes(plan), codes(plan)) == (["rejected"], ["zeros_lost"])
    assert plan.problems[0].suggestion == "00004"


def test_a_code_shorter_by_its_zeros_that_another_level_bears_is_settled_by_the_name() -> None:
    known = book(*small_world(), agency("Phường Vỹ Dạ", "commune", code="00474", under="Thành phố Huế"))
    assert meant(planned(known, "474", "Thành phố Huế")) == "Thành phố Huế"
    plan = planned(known, "474", "Phường Vỹ Dạ")
    assert (meant(plan), codes(plan)) == ("Phường Vỹ Dạ", ["zeros_restored"])


def test_a_code_that_nobody_ever_had_is_rejected_and_the_names_code_suggested() -> None:
    plan = planned(small(), "99999", "Phường Phú Bình")
    assert codes(plan) == ["unknown_code"]
    assert plan.problems[0].suggestion == "19001"
    assert planned(small(), "byt-01").problems[0].suggestion == "BYT-01"
    assert planned(small(), "nobody").problems[0].suggestion is None


def test_a_code_that_two_levels_bear_needs_a_level_a_name_or_a_parent() -> None:
    known = book(*small_world(), agency("Sở Y tế", "provincial_unit", code="19000", under="Thành phố Hà Nội"))
    plan = planned(known, "19000")
    assert codes(plan) == ["ambiguous_code"]
    assert "provincial_unit:19000 Sở Y tế" in said(plan)[0]
    assert meant(planned(known, "19000", level="xã")) == "Phường Phú Thuận"
    assert meant(planned(known, "19000", "Sở Y tế")) == "Sở Y tế"
    assert meant(planned(known, "19000", parent="01")) == "Sở Y tế"


def test_a_level_that_disagrees_is_an_error_and_a_scope_that_disagrees_a_warning() -> None:
    plan = planned(small(), "19000", level="district")
    assert (classes(plan), codes(plan)) == (["rejected"], ["level_disagrees"])
    plan = planned(small(), "19000", scope="mandatory")
    assert (classes(plan), codes(plan)) == (["new"], ["scope_disagrees"])
    assert "khuyến khích" in plan.problems[0].message("vi")


@pytest.mark.parametrize("parent", ["474", "Thành phố Huế", "46", "Tỉnh Thừa Thiên Huế", "tỉnh Thừa Thiên Huế"])
def test_a_parent_is_named_by_code_or_name_the_nearest_or_one_further_up(parent: str) -> None:
    assert codes(planned(small(), "19000", parent=parent)) == []
    assert meant(planned(small(), "", "Phường Phú Thuận", parent=parent)) == "Phường Phú Thuận"


def test_a_parents_code_may_lack_its_leading_zeros() -> None:
    assert codes(planned(small(), "00004", parent="1")) == []
    assert meant(planned(small(), "", "Phường Trúc Bạch", parent="1")) == "Phường Trúc Bạch"


def test_a_parent_that_disagrees_is_an_error() -> None:
    plan = planned(small(), "19000", parent="01")
    assert (classes(plan), codes(plan)) == (["rejected"], ["parent_disagrees"])
    assert plan.problems[0].suggestion == "474"
    assert codes(planned(small(), "46", parent="01")) == ["has_no_parent"]
    assert codes(planned(small(), "", "Phường Phú Thuận", parent="01")) == ["parent_disagrees"]


def test_a_name_alone_needs_a_parent_and_its_diacritics() -> None:
    assert codes(planned(small(), "", "Phường Phú Thuận")) == ["missing_agency"]
    plan = planned(small(), "", "Phuong Phu Thuan", parent="474")
    assert (classes(plan), codes(plan)) == (["rejected"], ["unknown_name"])
    assert plan.problems[0].suggestion == "Phường Phú Thuận"


def test_a_near_name_is_only_suggested() -> None:
    plan = planned(small(), "", "Phường Phú Thuâng", parent="474")
    assert (classes(plan), codes(plan)) == (["rejected"], ["unknown_name"])
    assert plan.problems[0].suggestion == "Phường Phú Thuận"


def test_a_parent_that_nobody_is_is_said_to_be_unknown() -> None:
    plan = planned(small(), "", "Phường Phú Thuận", parent="999")
    assert (codes(plan), plan.problems[0].column) == (["unknown_parent"], "parent_code")


def test_a_name_that_several_bear_under_the_parent_is_ambiguous_unless_one_belongs_to_it_directly() -> None:
    known = book(
        *small_world(),
        agency("Thị xã Hương Thủy", "district", code="479", under="Tỉnh Thừa Thiên Huế"),
        agency("Phường Phú Bình 2", "commune", code="19500", under="Thị xã Hương Thủy"),
        change("Phường Phú Bình 2", "2012-01-01", name="Phường Phú Bình"),
    )
    plan = planned(known, "", "Phường Phú Bình", parent="46")
    assert (classes(plan), codes(plan)) == (["rejected"], ["ambiguous_name"])
    assert "commune:19500" in said(plan)[0]
    assert meant(planned(known, "", "Phường Phú Bình", parent="479")) == "Phường Phú Bình"


def test_abbreviations_of_ministries_count_as_names() -> None:
    known = book(agency("Bộ Khoa học và Công nghệ", "ministry", code="BKHCN"))
    assert codes(planned(known, "BKHCN", "Bộ KH&CN")) == []


def test_a_code_is_resolved_on_the_rows_day() -> None:
    known = book(
        *small_world(),
        close("Phường Trúc Bạch", "2025-07-01"),
        agency("Phường Ba Đình", "commune", code="00004", under="Thành phố Hà Nội", opened="2025-07-01"),
        succession("Phường Trúc Bạch", "Phường Ba Đình", "2025-07-01", "merged"),
    )
    assert meant(planned(known, "00004", day="30/06/2025")) == "Phường Trúc Bạch"
    assert meant(planned(known, "00004", day="01/07/2025")) == "Phường Ba Đình"
    plan = planned(known, "00004", "Phường Trúc Bạch", day="01/07/2025")
    assert codes(plan) == ["name_disagrees"]
    assert "Phường Ba Đình (00004)" in said(plan)[0]


def test_an_agency_that_is_not_open_on_the_day_is_rejected_with_who_it_was_and_who_came_after() -> None:
    known = book(
        *small_world(),
        agency("Phường Thuận Hóa", "commune", code="19777", under="Tỉnh Thừa Thiên Huế", opened="2025-07-01"),
        close("Phường Phú Thuận", "2025-07-01"),
        close("Phường Phú Bình", "2025-07-01"),
        succession("Phường Phú Thuận", "Phường Thuận Hóa", "2025-07-01", "merged"),
    )
    plan = planned(known, "19000", day="02/07/2025")
    assert codes(plan) == ["succeeded"]
    assert "commune:19777 Phường Thuận Hóa" in said(plan)[0]
    assert plan.problems[0].suggestion == "19777"
    assert codes(planned(known, "19001", day="02/07/2025")) == ["no_longer_open"]
    assert codes(planned(known, "19777", day="30/06/2025")) == ["not_yet_open"]
    assert codes(planned(known, "", "Phường Phú Bình", parent="474", day="02/07/2025")) == ["no_longer_open"]


def test_an_old_code_or_name_of_an_open_agency_says_how_it_is_called_now() -> None:
    known = book(*small_world(), change("Phường Phú Bình", "2024-01-01", code="19002", name="Phường Gia Hội"))
    plan = planned(known, "19001", day="02/01/2024")
    assert (codes(plan), plan.problems[0].suggestion) == (["otherwise_called"], "19002")
    plan = planned(known, "", "Phường Phú Bình", parent="474", day="02/01/2024")
    assert (codes(plan), plan.problems[0].suggestion) == (["otherwise_called"], "Phường Gia Hội")
