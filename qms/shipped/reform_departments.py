"""The departments of the provinces on 01/07/2025: 17 by Decree 24/2014/NĐ-CP became 12 by Decree 150/2025/NĐ-CP.

Where the province lives on, a department that nothing was merged into continues, one that took over another has
absorbed it, and the one under a new key (agriculture and environment) is a new life. In a merged province all are new.
"""

from collections import Counter
from datetime import date

from qms.shipped.register_2021 import department_name, departments_from
from qms.shipped.rolls import Rolls
from qms.shipped.tables import Row, read_table
from qms.vocabulary import FIRST_DAY, Level, Scope, Succession


def reform_departments(rolls: Rolls, day: date) -> None:
    """Close, open and hand over the departments of every province; the provinces themselves are reformed before."""
    old = departments_from(FIRST_DAY.isoformat())
    new = departments_from(day.isoformat())
    for province in read_table("register_2025_provinces"):
        codes = province["predecessor_codes"].split()
        before = {(code, row["key"]): _department(rolls, code, row["key"]) for code in codes for row in old}
        kept = {row["key"] for row in new} & {row["key"] for row in old} if len(codes) == 1 else set()
        for (_, key), department in before.items():
            if key not in kept:
                rolls.close(department, day, act=new[0]["legal_act"])
        after = {
            row["key"]: before[codes[0], row["key"]]
            if row["key"] in kept
            else _begin(rolls, province["code"], row, day)
            for row in new
        }
        _hand_over(rolls, old, before, after, day)


def _department(rolls: Rolls, province: str, key: str) -> int:
    return rolls.find(Level.PROVINCIAL_UNIT, f"{province}-{key}")


def _begin(rolls: Rolls, province_code: str, row: Row, day: date) -> int:
    province = rolls.find(Level.PROVINCE, province_code)
    return rolls.open(
        Level.PROVINCIAL_UNIT,
        day,
        code=f"{province_code}-{row['key']}",
        name=department_name(row, rolls.standing[province].name or ""),
        parent=province,
        scope=Scope.MANDATORY,
        legal_act=row["legal_act"],
    )


def _hand_over(
    rolls: Rolls, old: list[Row], before: dict[tuple[str, str], int], after: dict[str, int], day: date
) -> None:
    """Record each old department's fate."""
    act = departments_from(day.isoformat())[0]["legal_act"]
    successor = {row["key"]: row["successor_key"] for row in old}
    taken = Counter(successor.values())
    for (_, key), department in before.items():
        heir = after[successor[key]]
        if heir == department and taken[key] == 1:
            rolls.succeed(department, heir, day, Succession.CONTINUED, act=act)
        elif heir != department:
            kind = Succession.ABSORBED if heir in before.values() else Succession.MERGED
            rolls.succeed(department, heir, day, kind, act=act)
