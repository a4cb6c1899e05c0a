"""The first eleven years, from a slow start in 2014 to the eve of 01/07/2025.

Every agency has a hidden rank; a curve gives the rank its moment, and each group's curve is moved as a whole until the
wanted number holds at the end of 27/04/2021. Provinces come in waves: one that is early has early communes too.
"""

from collections.abc import Mapping
from datetime import date
from math import inf
from types import MappingProxyType
from typing import Final

from qms.demo.chance import Chance
from qms.demo.curves import Curve, exact_shift
from qms.demo.paths import Lapse, Path
from qms.demo.workdays import end_of, in_year

ANNOUNCED_ON: Final = date(2021, 4, 27)

_COMMUNES: Final = Curve(start=2014.5, middle=2019.3, width=3.0, ceiling=0.96)
_ENCOURAGED_UNITS: Final = Curve(start=2014.6, middle=2018.3, width=2.6, ceiling=0.98)
_PROVINCES: Final = Curve(start=2015.4, middle=2018.75, width=0.85)
_MINISTRIES: Final = Curve(start=2015.5, middle=2018.2, width=1.45)
_LATEST_PROVINCE: Final = Curve(start=2021.9, middle=2023.1, width=0.6, ceiling=0.8)
"""The province whose communes begin last: none of them is covered in April 2021."""

_LAPSING: Final = 0.07
"""How many of the agencies that complete lapse once."""

_ROOM: Final = 200.0
"""Even days that an agency needs to lapse and return before its parent completes."""

_NEW_COMMUNES_2025: Final = Curve(start=2025.05, middle=2025.9, width=0.5)
_NEW_DISTRICTS_2025: Final = Curve(start=2025.05, middle=2025.3, width=0.1)


def encouraged_paths(units: list[int], covered: int) -> dict[int, Path]:
    """Return the ways of the ministries' encouraged units, `covered` of them on the day of the announcement."""
    chance = Chance("encouraged units")
    scores = {unit: chance.random() for unit in units}
    return _settled(_ranked(scores, _ENCOURAGED_UNITS, chance), covered)


def commune_paths(
    provinces: dict[int, list[tuple[int, int]]], speeds: dict[int, float], covered: int
) -> dict[int, Path]:
    """Return the ways of communes, given as (commune, district) by province; the slowest province begins last."""
    chance = Chance("communes")
    latest = max(speeds, key=lambda province: speeds[province])
    districts: dict[int, float] = {}
    scores: dict[int, float] = {}
    unsteady: dict[int, float] = {}
    for province, communes in provinces.items():
        spread = min(1.2, max(0.35, 1.0 + 0.45 * speeds[province]))  # an early province moves as one
        for commune, district in communes:
            if district not in districts:
                districts[district] = 0.45 * chance.normal()
            scores[commune] = 0.9 * speeds[province] + spread * (districts[district] + 0.7 * chance.normal())
            unsteady[commune] = 0.06 + 0.05 * speeds[province]
    late = {commune: scores.pop(commune) for commune, _ in provinces[latest]}
    settled = _settled(_ranked(scores, _COMMUNES, chance, unsteady), covered)
    return settled | _ranked(late, _LATEST_PROVINCE, chance)


def mandatory_paths(
    parents: dict[int, list[int]], speeds: dict[int, float], compliant: int, *, ministries: bool
) -> dict[int, Path]:
    """Return the ways of all mandatory agencies of parents: a parent's slowest completes when the parent does."""
    chance = Chance("ministries" if ministries else "provinces")
    scores = {parent: speeds[parent] + 0.7 * chance.normal() for parent in parents}
    curve = _MINISTRIES if ministries else _PROVINCES
    ends = dict(
        zip(sorted(scores, key=lambda parent: scores[parent]), _evenly(len(scores), curve, chance), strict=True)
    )
    shift = exact_shift([(end, inf) for end in ends.values()], compliant, end_of(ANNOUNCED_ON))
    paths: dict[int, Path] = {}
    for parent, members in parents.items():
        paths |= members_paths(members, in_year(2014.5), ends[parent] + shift, chance)
    return paths


def members_paths(members: list[int], start: float, end: float, chance: Chance) -> dict[int, Path]:
    """Return the ways of a parent's mandatory agencies between two moments, the last one completing at the second."""
    drawn = [chance.between(0.25, 1.0) for _ in members]
    last = max(drawn)
    paths = {}
    for member, share in zip(members, drawn, strict=True):
        completed = start + (end - start) * share / last
        paths[member] = Path(completed, _mandatory_lapses(completed, end, chance))
    return paths


def new_commune_paths(communes: list[int]) -> dict[int, Path]:
    """Return the ways of communes that began anew on 01/01/2025: few complete before they end."""
    chance = Chance("communes of 2025H1")
    return _ranked({commune: chance.random() for commune in communes}, _NEW_COMMUNES_2025, chance)


def new_district_paths(districts: list[int]) -> dict[int, Path]:
    """Return the ways of the districts that opened on 01/01/2025."""
    chance = Chance("districts of 2025H1")
    return _ranked({district: chance.random() for district in districts}, _NEW_DISTRICTS_2025, chance)


def speeds_of(parents: list[int], topic: str) -> dict[int, float]:
    """Return how slow each parent is; about standard normal, high is slow."""
    chance = Chance(topic)
    return {parent: chance.normal() for parent in parents}


def _ranked(
    scores: dict[int, float], curve: Curve, chance: Chance, unsteady: Mapping[int, float] = MappingProxyType({})
) -> dict[int, Path]:
    """Give each agency the moment of its rank; the shares are as uneven as chance is.

    `unsteady` is an agency's probability of a lapse, where it is not the common one.
    """
    shares = sorted(chance.random() for _ in scores)
    ranked = sorted(scores, key=lambda agency: scores[agency])
    moments = {agency: curve.moment(share) for agency, share in zip(ranked, shares, strict=True)}
    return {
        agency: Path(moments[agency], _lapses(moments[agency], unsteady.get(agency, _LAPSING), chance))
        for agency in scores
    }


def _evenly(count: int, curve: Curve, chance: Chance) -> list[float]:
    """Return the moments of a small group, one in each equal share of it."""
    return [curve.moment((n + chance.between(0.1, 0.9)) / count) for n in range(count)]


def _settled(paths: dict[int, Path], covered: int) -> dict[int, Path]:
    spans = [span for path in paths.values() for span in path.spans()]
    shift = exact_shift(spans, covered, end_of(ANNOUNCED_ON))
    return {agency: path.moved(shift) for agency, path in paths.items()}


def _lapses(completed: float, probability: float, chance: Chance) -> tuple[Lapse, ...]:
    if not chance.happens(probability):
        return ()
    since = completed + chance.between(250, 1500)
    until = inf if chance.happens(0.25) else since + chance.between(60, 500)
    return (Lapse(since, until, withdrawn=chance.happens(0.6)),)


def _mandatory_lapses(completed: float, parent_completed: float, chance: Chance) -> tuple[Lapse, ...]:
    """Mandatory agencies lapse only before their parent completes, or after 2022 and then for a few months."""
    room = parent_completed - completed - _ROOM
    if room > 0 and chance.happens(0.06):
        since = completed + chance.between(60, 60 + min(room, 90.0))
        return (Lapse(since, since + chance.between(40, 130), withdrawn=chance.happens(0.6)),)
    since = in_year(chance.between(2023.05, 2024.5))
    if since > completed and chance.happens(0.004):
        return (Lapse(since, since + chance.between(60, 220), withdrawn=chance.happens(0.6)),)
    return ()
