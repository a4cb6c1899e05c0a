"""Register files: what opens, is renamed, moves, ends, merges, continues, in whatever order the rows stand."""

from itertools import permutations

import pytest

from qms.store.facts import NewAgency, SuccessionFact
from qms.vocabulary import BatchKind, Level, Measure, Region, Scope, Succession
from tests.coverage.worlds import agency, close, day
from tests.importing.books import book, changes, classes, codes, small, small_world
from tests.importing.register_files import ENDS, MERGER, NEW, file, one_row, row

# --- new, changed, unchanged -----------------------------------------------------------------------------------------


def test_a_code_that_nobody_bears_on_the_day_is_a_new_agency() -> None:
    plan = small().plan(file(NEW))
    assert one_row(plan) == ("new", [])
    draft = plan.draft(by="x")
    assert draft is not None
    assert (draft.kind, draft.agencies) == (BatchKind.REGISTER, (NewAgency(Level.COMMUNE),))
    (version,) = draft.versions
    assert (version.agency, version.valid_from, version.code, version.parent, version.scope) == (
        -1,
        day("2025-07-01"),
        "19777",
        1,
        Scope.ENCOURAGED,
    )
    assert changes(plan.rows[0])["parent_code"] == (None, "Tỉnh Thừa Thiên Huế (46)")


def test_trap_17_the_same_register_file_again_is_unchanged() -> None:
    again = small().take(file(NEW)).plan(file(NEW))
    assert (one_row(again), again.outcome().value, again.draft(by="x")) == (("unchanged", []), "unchanged", None)


def test_a_code_that_is_open_on_the_day_is_a_version_and_blank_is_unchanged() -> None:
    plan = small().plan(file(row("19001", "Phường Gia Hội")))
    assert one_row(plan) == ("changed", [])
    assert changes(plan.rows[0]) == {"name": ("Phường Phú Bình", "Phường Gia Hội")}
    known = small().take(file(row("19001", "Phường Gia Hội")))
    assert known.life("Phường Gia Hội") == ["2010-01-01 19001 Phường Phú Bình", "2025-07-01 19001 Phường Gia Hội"]
    (_, renamed) = known.standing_versions("Phường Gia Hội")
    assert (renamed.parent, renamed.scope) == (3, Scope.ENCOURAGED)


@pytest.mark.parametrize("name", ["Phường Phú Bình", "UBND phường Phú Bình", "PHƯỜNG PHÚ BÌNH"])
def test_a_row_that_states_what_holds_already_is_unchanged(name: str) -> None:
    plan = small().plan(file(row("19001", name, scope="encouraged", parent="474")))
    assert one_row(plan) == ("unchanged", [])


def test_a_name_without_diacritics_does_not_rename() -> None:
    plan = small().plan(file(row("19001", "Phuong Phu Binh")))
    assert one_row(plan) == ("unchanged", ["name_without_diacritics"])
    known = book(*small_world(), agency("Phuong Phu Binh", "commune", code="19009", under="Quận Ba Đình"))
    assert one_row(known.plan(file(row("19001", "Phuong Phu Binh")))) == ("rejected", ["name_of_another"])


def test_a_name_with_other_diacritics_is_a_change_of_name() -> None:
    plan = small().plan(file(row("19001", "Phường Phú Bính")))
    assert changes(plan.rows[0]) == {"name": ("Phường Phú Bình", "Phường Phú Bính")}


def test_a_change_on_the_day_of_a_version_corrects_it_and_keeps_its_act() -> None:
    known = small().take(file(row("19001", "Phường Gia Hội", act="Nghị quyết 1")))
    plan = known.plan(file(row("19001", "Phường Gia Hôi")))
    draft = plan.draft(by="x")
    assert draft is not None
    assert [(one.table, one.id) for one in draft.voids] == [("agency_version", 10)]
    assert [(one.name, one.legal_act) for one in draft.versions] == [("Phường Gia Hôi", "Nghị quyết 1")]
    plan = known.plan(file(row("19001", "Phường Gia Hội", act="Nghị quyết 2")))
    assert changes(plan.rows[0]) == {"legal_act": ("Nghị quyết 1", "Nghị quyết 2")}
    assert changes(known.plan(file(row("19001", "Phường Gia Hội", act="-"))).rows[0]) == {
        "legal_act": ("Nghị quyết 1", None)
    }


def test_a_hyphen_clears_region_and_locality() -> None:
    vertical = row("BYT-01", "Cục Quản lý Dược", "ministry_unit", region="central_coast", locality="46")
    known = small().take(file(vertical))
    plan = known.plan(file(row("BYT-01", "Cục Quản lý Dược", "ministry_unit", region="-", locality="-")))
    assert changes(plan.rows[0]) == {
        "region": (Region.CENTRAL_COAST, None),
        "locality": ("Tỉnh Thừa Thiên Huế (46)", None),
    }


def test_trap_24_a_new_code_by_a_version_of_what_continues_changes_no_figure() -> None:
    known = small()
    renumbered = row("19555", "Phường Phú Bình", before="19001", kind="continued")
    plan = known.plan(file(renumbered))
    assert one_row(plan) == ("changed", [])
    assert changes(plan.rows[0]) == {"code": ("19001", "19555"), "succession": (None, Succession.CONTINUED)}
    assert all(one.before == one.after for one in plan.effect)
    draft = plan.draft(by="x")
    assert draft is not None
    assert draft.successions == (SuccessionFact(6, 6, day("2025-07-01"), Succession.CONTINUED),)
    assert one_row(known.take(file(renumbered)).plan(file(renumbered))) == ("unchanged", [])


def test_a_later_change_that_stands_is_named() -> None:
    known = small().take(file(row("19001", "Phường Gia Hội", start="01/01/2026")))
    assert one_row(known.plan(file(row("19001", "Phường Phú Hội")))) == ("changed", ["later_change"])


# --- ends and new beginnings -----------------------------------------------------------------------------------------


def test_valid_to_closes_on_that_day_and_a_hyphen_takes_it_back() -> None:
    closing = row("19001", "Phường Phú Bình", start="01/01/2025", end="01/07/2025", act="Nghị quyết 3")
    plan = small().plan(file(closing))
    assert one_row(plan) == ("changed", [])
    assert changes(plan.rows[0]) == {"valid_to": (None, day("2025-07-01"))}
    known = small().take(file(closing))
    assert known.life("Phường Phú Bình") == ["2010-01-01 19001 Phường Phú Bình", "2025-07-01 closed"]
    assert known.standing_versions("Phường Phú Bình")[-1].legal_act == "Nghị quyết 3"
    assert one_row(known.plan(file(closing))) == ("unchanged", [])
    for start in ("01/01/2025", "01/07/2025"):
        reopened = known.take(file(row("19001", "Phường Phú Bình", start=start, end="-")))
        assert reopened.life("Phường Phú Bình") == ["2010-01-01 19001 Phường Phú Bình"]


def test_a_closing_can_be_moved_and_given_its_act() -> None:
    known = small().take(file(row("19001", "Phường Phú Bình", start="01/01/2025", end="01/07/2025")))
    moved = known.plan(file(row("19001", "Phường Phú Bình", start="01/01/2025", end="01/08/2025")))
    assert changes(moved.rows[0]) == {"valid_to": (day("2025-07-01"), day("2025-08-01"))}
    acted = known.take(file(row("19001", "Phường Phú Bình", start="01/01/2025", end="01/07/2025", act="NQ 9")))
    assert acted.standing_versions("Phường Phú Bình")[-1].legal_act == "NQ 9"


def test_a_body_can_be_closed_on_the_very_day_of_its_row() -> None:
    known = small().take(file(row("19001", "Phường Phú Bình", end="01/07/2025")))
    assert known.life("Phường Phú Bình") == ["2010-01-01 19001 Phường Phú Bình", "2025-07-01 closed"]
    plan = small().plan(file(row("19888", "Phường X", scope="encouraged", parent="46", end="01/07/2025")))
    assert one_row(plan) == ("rejected", ["closed_before_opened"])
    assert codes(small().plan(file(row("19001", "Phường Y", end="01/07/2025")))) == ["name_disagrees"]


def test_a_new_body_may_be_closed_in_the_row_that_opens_it() -> None:
    known = small().take(file(row("19888", "Phường X", scope="encouraged", parent="46", end="01/01/2026")))
    assert known.life("Phường X") == ["2025-07-01 19888 Phường X", "2026-01-01 closed"]


def test_a_body_closed_earlier_is_not_reopened_with_a_gap() -> None:
    known = book(*small_world(), close("Phường Phú Bình", "2025-01-01"))
    assert one_row(known.plan(file(row("19001", "Phường Phú Bình", end="-")))) == ("rejected", ["reopened_later"])


def test_a_code_used_before_is_a_new_life_after_the_old_one_ended() -> None:
    known = book(*small_world(), close("Phường Phú Bình", "2025-01-01"))
    plan = known.plan(file(row("19001", "Phường Phú Bình", scope="encouraged", parent="474")))
    assert one_row(plan) == ("new", [])


def test_a_code_that_ends_and_begins_on_one_day_needs_a_word_on_what_became_of_the_body() -> None:
    closing = row("19001", "Phường Phú Bình", start="01/01/2025", end="01/07/2025")
    opening = row("19001", "Phường Gia Hội", scope="encouraged", parent="474")
    plan = small().plan(file(closing, opening))
    assert (classes(plan), codes(plan)) == (["rejected", "rejected"], ["opened_and_closed", "closed_and_opened"])
    assert plan.problems[1].suggestion == "continued"
    continued = row("19001", "Phường Gia Hội", scope="encouraged", parent="474", before="19001", kind="continued")
    plan = small().plan(file(closing, continued))
    assert (classes(plan), codes(plan)) == (["unchanged", "changed"], [])
    known = small().take(file(closing, continued))
    assert known.life("Phường Gia Hội") == ["2010-01-01 19001 Phường Phú Bình", "2025-07-01 19001 Phường Gia Hội"]
    assert classes(known.plan(file(closing, continued))) == ["unchanged", "unchanged"]
    renamed = known.take(file(closing, continued.replace("Gia", "Giao")))
    assert renamed.life("Phường Giao Hội")[-1] == "2025-07-01 19001 Phường Giao Hội"
    assert small().take(file(closing)).take(file(continued)).life("Phường Gia Hội") == known.life("Phường Gia Hội")


# --- mergers ---------------------------------------------------------------------------------------------------------


def test_a_merger_ends_its_predecessors_and_begins_a_new_life_under_a_code_of_theirs() -> None:
    plan = small().plan(file(MERGER))
    assert one_row(plan) == ("new", ["closes_predecessor", "closes_predecessor"])
    known = small().take(file(MERGER))
    assert known.life("Phường Phú Bình") == ["2010-01-01 19001 Phường Phú Bình", "2025-07-01 closed"]
    assert known.life("Phường Thuận Hóa") == ["2025-07-01 19001 Phường Thuận Hóa"]
    assert one_row(known.plan(file(MERGER))) == ("unchanged", [])
    draft = plan.draft(by="x")
    assert draft is not None
    assert [one[:4] for one in draft.successions] == [
        (5, -1, day("2025-07-01"), Succession.MERGED),
        (6, -1, day("2025-07-01"), Succession.MERGED),
    ]
    (communes,) = [
        one for one in plan.effect if one.group is None and one.measure is Measure.COMMUNES and one.as_of.year == 2026
    ]
    assert (communes.before, communes.after) == ((0, 3), (0, 2))


def test_the_order_of_rows_makes_no_difference() -> None:
    lines = (*ENDS, MERGER, row("19777", "Phường Mới", scope="encouraged", parent="46", before="19001", kind="split"))
    drafts = [small().plan(file(*order)).draft(by="x") for order in permutations(lines)]
    assert drafts[0] is not None
    assert all(draft == drafts[0] for draft in drafts)
    known = small().take(file(*lines))
    assert classes(known.plan(file(*lines))) == ["unchanged"] * 4


def test_a_parent_may_open_in_a_later_row_of_the_file_under_a_name_or_code() -> None:
    province = row("75", "Thành phố Mới", "province", scope="mandatory")
    for parent in ("75", "Thành phố Mới"):
        child = row("19777", "Phường Mới", scope="encouraged", parent=parent)
        plan = small().plan(file(child, province))
        assert (classes(plan), codes(plan)) == (["new", "new"], [])
        draft = plan.draft(by="x")
        assert draft is not None
        assert [(one.agency, one.parent) for one in draft.versions] == [(-1, -2), (-2, None)]


def test_absorbing_keeps_the_body_and_ends_the_others() -> None:
    absorbing = row("19001", "Phường Phú Bình", before="19000", kind="absorbed")
    plan = small().plan(file(absorbing))
    assert one_row(plan) == ("changed", ["closes_predecessor"])
    known = small().take(file(absorbing))
    assert known.life("Phường Phú Thuận")[-1] == "2025-07-01 closed"
    assert one_row(known.plan(file(absorbing))) == ("unchanged", [])


def test_a_predecessor_of_another_level_is_named_with_its_level() -> None:
    ends = row("474", "Thành phố Huế", "district", start="01/01/2025", end="01/07/2025")
    moved = [row("19000", "Phường Phú Thuận", parent="46"), row("19001", "Phường Phú Bình", parent="46")]
    new = row("19777", "Đặc khu Mới", scope="encouraged", parent="46", before="district:474", kind="merged")
    plan = small().plan(file(new, *moved, ends))
    assert (codes(plan), classes(plan)) == ([], ["new", "changed", "changed", "changed"])


def test_a_region_and_a_scope_can_change_with_their_act() -> None:
    plan = small().plan(file(row("19001", "Phường Phú Bình", scope="planned", act="Quyết định 5/QĐ-UBND")))
    assert changes(plan.rows[0]) == {
        "scope": (Scope.ENCOURAGED, Scope.PLANNED),
        "legal_act": (None, "Quyết định 5/QĐ-UBND"),
    }


def test_trap_32_a_scope_changes_only_with_its_legal_act() -> None:
    plan = small().plan(file(row("19001", "Phường Phú Bình", scope="none")))
    assert one_row(plan) == ("rejected", ["scope_needs_act"])
    assert plan.problems[0].column == "legal_act"
