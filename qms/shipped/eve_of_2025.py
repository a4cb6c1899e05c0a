"""Communes and districts merged between 2021 and 30/06/2025, and Huế, a centrally-run city since 01/01/2025.

The days of the 568 earlier mergers are not known: they stand on 01/01/2025, marked assumed. Of the communes that others
were merged into, those that kept code and name (type and marks aside) live on; the rest are new lives.
"""

from datetime import date

from qms.shipped.names import same_name
from qms.shipped.register_2021 import department_name, departments_from
from qms.shipped.rolls import Rolls
from qms.shipped.tables import Row, by_column, day_of, evidence_of, read_table
from qms.vocabulary import FIRST_DAY, Evidence, Level, Scope, Succession

EARLIER_MERGERS = date(2025, 1, 1)
"""The day on which mergers of an unknown day before 30/06/2025 are assumed."""

_ACT = "Nghị quyết của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp huyện, cấp xã (trước 30/06/2025)"
_HUE = "46"
_HUE_ACT = "Nghị quyết 175/2024/QH15"


def record_earlier_mergers(rolls: Rolls) -> None:
    """Bring the register of 2021 to the eve of the reorganisation of 01/07/2025."""
    turn_into_city(rolls, _HUE, EARLIER_MERGERS, name="Thành phố Huế", act=_HUE_ACT)
    hue = rolls.find(Level.PROVINCE, _HUE)
    rolls.succeed(hue, hue, EARLIER_MERGERS, Succession.CONTINUED, act=_HUE_ACT)
    districts = read_table("districts_2025H1")
    _open_and_rename_districts(rolls, districts)
    _merge_communes(rolls)
    for row in districts:
        if row["fate"] == "closed":
            district = rolls.find(Level.DISTRICT, row["code"])
            rolls.close(district, day_of(row["day"]), act=_ACT, evidence=evidence_of(row["evidence"]))


def turn_into_city(
    rolls: Rolls, code: str, day: date, *, name: str, act: str, evidence: Evidence | None = None
) -> None:
    """Rename a province that became a centrally-run city, and those of its departments that are named after it."""
    province = rolls.find(Level.PROVINCE, code)
    rolls.change(province, day, name=name, act=act, evidence=evidence)
    for row in departments_from(FIRST_DAY.isoformat()):
        department = rolls.named.get((Level.PROVINCIAL_UNIT, f"{code}-{row['key']}"))
        if department and rolls.standing[department].name != department_name(row, name):
            rolls.change(department, day, name=department_name(row, name), act=act, evidence=evidence)


def _open_and_rename_districts(rolls: Rolls, districts: list[Row]) -> None:
    for row in districts:
        act, evidence = row["legal_act"] or None, evidence_of(row["evidence"])
        if row["fate"] == "renamed":
            district = rolls.find(Level.DISTRICT, row["code"])
            rolls.change(district, day_of(row["day"]), name=row["name"], act=act, evidence=evidence)
        elif row["fate"] == "opened":
            rolls.open(
                Level.DISTRICT,
                day_of(row["day"]),
                code=row["code"],
                name=row["name"],
                parent=rolls.find(Level.PROVINCE, row["province_code"]),
                scope=Scope.MANDATORY,
                legal_act=act,
                evidence=evidence,
            )


def _merge_communes(rolls: Rolls) -> None:
    before = by_column(read_table("register_2021_communes"), "code")
    eve = by_column(read_table("register_2025H1_communes"), "code")
    mergers = read_table("mergers_communes_2021_to_2025H1")
    heirs = {row["successor_code_2025H1"] for row in mergers} - {""}
    keepers = {code for code in heirs & before.keys() if same_name(before[code]["short_name"], eve[code]["short_name"])}
    old = {code: rolls.find(Level.COMMUNE, code) for code in before}
    for code in before:
        if code in eve and code not in heirs - keepers:
            _follow(rolls, old[code], eve[code])
    _end_lives(rolls, mergers, old, renewed=sorted((heirs - keepers) & before.keys()))
    for code in sorted((heirs - keepers) | (eve.keys() - before.keys())):
        _begin(rolls, eve[code])
        if code in old:
            _succeed(rolls, old[code], rolls.find(Level.COMMUNE, code), Succession.MERGED)
    for row in mergers:
        heir = row["successor_code_2025H1"]
        if heir:
            kind = Succession.ABSORBED if heir in keepers else Succession.MERGED
            _succeed(rolls, old[row["code_2021"]], rolls.find(Level.COMMUNE, heir), kind)


def _follow(rolls: Rolls, commune: int, row: Row) -> None:
    """Give a commune that lives on its name and district of the eve, where these are others."""
    standing = rolls.standing[commune]
    name = standing.name or ""
    district = rolls.find(Level.DISTRICT, row["district_code"])
    renamed = not same_name(name, row["name"])
    if renamed or district != standing.parent:
        rolls.change(
            commune,
            EARLIER_MERGERS,
            name=row["name"] if renamed else name,
            parent=district,
            act=_ACT,
            evidence=Evidence.ASSUMED,
        )


def _end_lives(rolls: Rolls, mergers: list[Row], old: dict[str, int], *, renewed: list[str]) -> None:
    for row in mergers:
        unresolved = row["evidence"] == "UNRESOLVED"
        evidence = Evidence.UNRESOLVED if unresolved else Evidence.ASSUMED
        rolls.close(old[row["code_2021"]], EARLIER_MERGERS, act=_ACT, evidence=evidence)
    for code in renewed:
        rolls.close(old[code], EARLIER_MERGERS, act=_ACT, evidence=Evidence.ASSUMED)


def _begin(rolls: Rolls, row: Row) -> None:
    rolls.open(
        Level.COMMUNE,
        EARLIER_MERGERS,
        code=row["code"],
        name=row["name"],
        parent=rolls.find(Level.DISTRICT, row["district_code"]),
        scope=Scope.ENCOURAGED,
        legal_act=_ACT,
        evidence=Evidence.ASSUMED,
    )


def _succeed(rolls: Rolls, predecessor: int, successor: int, kind: Succession) -> None:
    rolls.succeed(predecessor, successor, EARLIER_MERGERS, kind, act=_ACT, evidence=Evidence.ASSUMED)
