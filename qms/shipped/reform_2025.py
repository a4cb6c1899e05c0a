"""01/07/2025: 63 provinces became 34, districts ended, 10,035 communes became 3,321, departments 17 became 12.

A body that nothing was merged into continues its life; one that absorbed others and kept its life is marked so; a
merged body is a new life, even under the code and name of a predecessor (Resolution 202/2025/QH15; the Standing
Committee's resolutions of June 2025 on communes; Decree 150/2025/NĐ-CP on departments).
"""

from collections import defaultdict
from datetime import date

from qms.shipped.names import same_name
from qms.shipped.reform_departments import reform_departments
from qms.shipped.register_2021 import REGIONS
from qms.shipped.rolls import Rolls
from qms.shipped.tables import Row, by_column, read_table
from qms.vocabulary import Evidence, Level, Scope, Succession

REFORM = date(2025, 7, 1)
PROVINCES_ACT = "Nghị quyết 202/2025/QH15"
COMMUNES_ACT = "Nghị quyết của Ủy ban Thường vụ Quốc hội tháng 6/2025 về sắp xếp đơn vị hành chính cấp xã của tỉnh"
_DISTRICTS_ACT = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"


def record_reform_of_2025(rolls: Rolls) -> None:
    """Bring the register of the eve to that of 01/07/2025."""
    old = {row["old_code"]: rolls.find(Level.PROVINCE, row["old_code"]) for row in read_table("mergers_provinces")}
    _reform_provinces(rolls, old)
    reform_departments(rolls, REFORM)
    _reform_communes(rolls)
    for level, code in [named for named in rolls.named if named[0] is Level.DISTRICT]:
        rolls.close(rolls.find(level, code), REFORM, act=_DISTRICTS_ACT)


def region_of(codes: list[str]) -> str:
    """Return the region of the predecessor that had most communes in 2021: where regions differ, a choice of ours."""
    provinces = by_column(read_table("register_2021_provinces"), "code")
    largest = max(codes, key=lambda code: int(provinces[code]["n_communes"]))
    return REGIONS[provinces[largest]["region"]]


def _reform_provinces(rolls: Rolls, old: dict[str, int]) -> None:
    mergers = read_table("mergers_provinces")
    for row in mergers:
        if row["kind"] == "merged":
            rolls.close(old[row["old_code"]], REFORM, act=PROVINCES_ACT)
        elif row["kind"] == "unchanged":
            province = old[row["old_code"]]
            rolls.succeed(province, province, REFORM, Succession.CONTINUED, act=PROVINCES_ACT)
    for row in read_table("register_2025_provinces"):
        codes = row["predecessor_codes"].split()
        if len(codes) > 1:
            province = _begin_province(rolls, row, codes)
            for code in codes:
                rolls.succeed(old[code], province, REFORM, Succession.MERGED, act=PROVINCES_ACT)


def _begin_province(rolls: Rolls, row: Row, codes: list[str]) -> int:
    return rolls.open(
        Level.PROVINCE,
        REFORM,
        code=row["code"],
        name=row["name"],
        scope=Scope.MANDATORY,
        region=region_of(codes),
        legal_act=PROVINCES_ACT,
    )


def _reform_communes(rolls: Rolls) -> None:
    coming: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for row in read_table("mergers_communes_2025"):
        coming[row["new_code"]].append((rolls.find(*_predecessor(row)), row))
    continuing = {old for (old, row), *more in coming.values() if not more and _lives_on(row)}
    for level, code in [named for named in rolls.named if named[0] is Level.COMMUNE]:
        commune = rolls.find(level, code)
        if commune not in continuing:
            rolls.close(commune, REFORM, act=COMMUNES_ACT)
    for row in read_table("register_2025_communes"):
        before = coming[row["code"]]
        if before[0][0] in continuing:
            _continue_commune(rolls, before[0][0], row)
        else:
            _begin_commune(rolls, row, before)


def _predecessor(row: Row) -> tuple[Level, str]:
    """Name what a commune was made from; a blank code stands for a district that had no communes."""
    return (Level.COMMUNE, row["old_code"]) if row["old_code"] else (Level.DISTRICT, row["old_district_code"])


def _lives_on(row: Row) -> bool:
    """Tell whether the only predecessor of a commune is a commune of which it is the only successor."""
    return bool(row["old_code"]) and row["n_successors"] == "1"


def _continue_commune(rolls: Rolls, commune: int, row: Row) -> None:
    name = rolls.standing[commune].name or ""
    rolls.change(
        commune,
        REFORM,
        code=row["code"],
        name=name if same_name(name, row["name"]) else row["name"],
        parent=rolls.find(Level.PROVINCE, row["province_code"]),
        act=COMMUNES_ACT,
    )
    rolls.succeed(commune, commune, REFORM, Succession.CONTINUED, act=COMMUNES_ACT)


def _begin_commune(rolls: Rolls, row: Row, coming: list[tuple[int, Row]]) -> None:
    commune = rolls.open(
        Level.COMMUNE,
        REFORM,
        code=row["code"],
        name=row["name"],
        parent=rolls.find(Level.PROVINCE, row["province_code"]),
        scope=Scope.ENCOURAGED,
        legal_act=COMMUNES_ACT,
    )
    for old, merger in coming:
        kind = Succession.SPLIT if merger["old_commune_split"] == "1" else Succession.MERGED
        evidence = None if merger["evidence"] == "two-sources" else Evidence.ONE_SOURCE
        rolls.succeed(old, commune, REFORM, kind, act=COMMUNES_ACT, evidence=evidence)
