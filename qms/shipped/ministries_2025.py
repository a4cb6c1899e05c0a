"""22 ministries and ministerial-level agencies became 17 on 01/03/2025 (Resolution 176/2025/QH15)."""

from collections import Counter
from datetime import date

from qms.shipped.rolls import Rolls
from qms.shipped.tables import Row, by_column, read_table
from qms.vocabulary import Level, Scope, Succession

MINISTRIES_MERGED = date(2025, 3, 1)
_ACT = "Nghị quyết 176/2025/QH15"


def record_ministries_of_2025(rolls: Rolls) -> None:
    """Close what was merged, open the one new ministry, and let the Committee for Ethnic Affairs live on renamed."""
    mergers = read_table("mergers_ministries")
    now = by_column(read_table("ministries_2025"), "key")
    heirs = Counter(row["new_key"] for row in mergers)
    old = {row["old_key"]: rolls.find(Level.MINISTRY, row["old_key"]) for row in mergers}
    new = {key: old[key] for key in now if key in old}
    for row in mergers:
        if row["old_key"] not in now and heirs[row["new_key"]] > 1:
            rolls.close(old[row["old_key"]], MINISTRIES_MERGED, act=_ACT)
        elif row["old_key"] not in now:
            new[row["new_key"]] = old[row["old_key"]]
            _rename(rolls, old[row["old_key"]], now[row["new_key"]])
    for key, row in now.items():
        if key not in new:
            new[key] = _begin(rolls, row)
    for row in mergers:
        _succeed(rolls, old[row["old_key"]], new[row["new_key"]], row, lives_on=row["new_key"] in old)


def _rename(rolls: Rolls, ministry: int, row: Row) -> None:
    rolls.change(ministry, MINISTRIES_MERGED, code=row["key"], name=row["name_vi"], name_en=row["name_en"], act=_ACT)


def _begin(rolls: Rolls, row: Row) -> int:
    return rolls.open(
        Level.MINISTRY,
        MINISTRIES_MERGED,
        code=row["key"],
        name=row["name_vi"],
        name_en=row["name_en"],
        scope=Scope.MANDATORY,
        legal_act=_ACT,
    )


def _succeed(rolls: Rolls, old: int, new: int, row: Row, *, lives_on: bool) -> None:
    if old == new and row["old_key"] == row["new_key"]:
        if row["kind"] == "continued":
            rolls.succeed(old, new, MINISTRIES_MERGED, Succession.CONTINUED, act=_ACT)
        return
    # The committee's own row has one agency on both sides: it took over duties from outside the register.
    kind = Succession.ABSORBED if old == new or lives_on else Succession.MERGED
    rolls.succeed(old, new, MINISTRIES_MERGED, kind, act=_ACT)
