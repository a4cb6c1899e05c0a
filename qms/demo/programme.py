"""What the demo adds to the real register: who is in the programme, and the ministries' units, all simulated."""

from typing import Final

from qms.demo.chance import Chance
from qms.shipped.ministries_2025 import MINISTRIES_MERGED, record_ministries_of_2025
from qms.shipped.rolls import Rolls
from qms.shipped.tables import read_table
from qms.vocabulary import FIRST_DAY, Evidence, Level, Scope

COMMUNES_IN_PROGRAMME: Final = 8_910
ENCOURAGED_UNITS: Final = 98

_OUTSIDE_ACT: Final = "Mô phỏng: xã không thuộc chương trình áp dụng theo Quyết định 19/2014/QĐ-TTg"
_UNIT_ACT: Final = "Mô phỏng: đơn vị thuộc bộ, tên gọi không có thật"
_DUTY_KINDS: Final = ("Vụ", "Cục", "Cục", "Tổng cục")
_INVITED_KINDS: Final = ("Viện nghiên cứu", "Trung tâm", "Trường")


def take_communes_out_of_the_programme(rolls: Rolls) -> None:
    """Correct the register: all communes but 8,910 were never in the programme, more of them in some provinces.

    Communes that live on after 01/07/2025 stay in, so that from then on every commune is.
    """
    chance = Chance("programme")
    living_on = _codes_living_on()
    communes = [agency for (level, _), agency in rolls.named.items() if level is Level.COMMUNE]
    leaning = {row["code"]: chance.between(0.2, 1.0) for row in read_table("register_2021_provinces")}
    chances: list[tuple[float, int]] = []
    for commune in communes:
        province = rolls.standing[top_of(rolls, commune)].code or ""
        draw = chance.random() * leaning[province]
        if rolls.standing[commune].code not in living_on:
            chances.append((draw, commune))
    chances.sort(reverse=True)
    for _, commune in sorted(chances[: len(communes) - COMMUNES_IN_PROGRAMME], key=lambda pair: pair[1]):
        rolls.replace_first(commune, act=_OUTSIDE_ACT, scope=Scope.NONE)


def open_ministry_units(rolls: Rolls) -> None:
    """Open 3 to 8 mandatory units of each ministry, and 98 encouraged ones in all."""
    chance = Chance("units")
    ministries = [agency for (level, _), agency in rolls.named.items() if level is Level.MINISTRY]
    opened = dict.fromkeys(ministries, 0)
    duties = [ministry for ministry in ministries for _ in range(chance.whole(3, 8))]
    for number, ministry in enumerate(duties, start=1):
        name = f"{chance.one_of(_DUTY_KINDS)} số {number} (đơn vị mô phỏng)"
        _open_unit(rolls, ministry, name, Scope.MANDATORY, opened)
    for number in range(1, ENCOURAGED_UNITS + 1):
        name = f"{chance.one_of(_INVITED_KINDS)} số {number} (đơn vị mô phỏng)"
        _open_unit(rolls, chance.one_of(ministries), name, Scope.ENCOURAGED, opened)


def record_ministries_with_their_units(rolls: Rolls) -> None:
    """Play the reform of 01/03/2025 and let the units of a ministry that ended hang under its successor."""
    mergers = read_table("mergers_ministries")
    before = {row["old_key"]: rolls.find(Level.MINISTRY, row["old_key"]) for row in mergers}
    record_ministries_of_2025(rolls)
    heirs = {before[row["old_key"]]: rolls.find(Level.MINISTRY, row["new_key"]) for row in mergers}
    for unit, version in list(rolls.standing.items()):
        heir = heirs.get(version.parent or 0)
        if heir and heir != version.parent:
            rolls.change(unit, MINISTRIES_MERGED, parent=heir, act=_UNIT_ACT)


def top_of(rolls: Rolls, agency: int) -> int:
    """Return the ministry or province above an open agency, or the agency itself."""
    while (parent := rolls.standing[agency].parent) is not None:
        agency = parent
    return agency


def _open_unit(rolls: Rolls, ministry: int, name: str, scope: Scope, opened: dict[int, int]) -> None:
    opened[ministry] += 1
    rolls.open(
        Level.MINISTRY_UNIT,
        FIRST_DAY,
        code=f"{rolls.standing[ministry].code}-{opened[ministry]:02}",
        name=name,
        parent=ministry,
        scope=scope,
        legal_act=_UNIT_ACT,
        evidence=Evidence.ASSUMED,
    )


def _codes_living_on() -> set[str]:
    mergers = read_table("mergers_communes_2025")
    coming: dict[str, int] = {}
    for row in mergers:
        coming[row["new_code"]] = coming.get(row["new_code"], 0) + 1
    return {row["old_code"] for row in mergers if coming[row["new_code"]] == 1 and row["n_successors"] == "1"}
