"""After the reforms of 2025: new bodies begin with no report, those that absorbed others announce again.

The years after 01/07/2025 have no announcement to meet: the curves are chosen to look like a fresh start.
"""

from typing import Final

from qms.demo.chance import Chance
from qms.demo.curves import Curve
from qms.demo.paths import Again, Path
from qms.demo.scenario_2014 import members_paths
from qms.demo.workdays import in_year

_COMMUNES: Final = Curve(start=2025.58, middle=2026.75, width=0.6, ceiling=0.96)
_PROVINCES: Final = Curve(start=2025.8, middle=2026.14, width=0.2)
_MINISTRY_AGAIN: Final = (2025.35, 2027.2)
"""When the ministries that absorbed others announce again."""

_FRESH_START: Final = in_year(2025.56)


def fresh_commune_paths(provinces: dict[int, list[int]], speeds: dict[int, float]) -> dict[int, Path]:
    """Return the ways of the communes that began on 01/07/2025, by province."""
    chance = Chance("communes of 2025")
    scores = {
        commune: 0.9 * speeds[province] + 0.8 * chance.normal()
        for province, communes in provinces.items()
        for commune in communes
    }
    ranked = sorted(scores, key=lambda commune: scores[commune])
    shares = sorted(chance.random() for _ in ranked)
    return {commune: Path(_COMMUNES.moment(share)) for commune, share in zip(ranked, shares, strict=True)}


def fresh_province_paths(
    fresh: dict[int, list[int]], absorbing: dict[int, list[int]], speeds: dict[int, float]
) -> tuple[dict[int, Path], dict[int, Again]]:
    """Return the ways of a province's new bodies, and when those that absorbed others announce again.

    Both lists go by province; a province is compliant again when the last of its new bodies is covered.
    """
    chance = Chance("provinces of 2025")
    ranked = sorted(fresh, key=lambda province: speeds[province] + 0.6 * chance.normal())
    paths: dict[int, Path] = {}
    again: dict[int, Again] = {}
    for rank, province in enumerate(ranked):
        end = _PROVINCES.moment((rank + chance.between(0.1, 0.9)) / len(ranked))
        paths |= {
            member: path._replace(lapses=())
            for member, path in members_paths(fresh[province], _FRESH_START, end, chance).items()
        }
        for body in absorbing.get(province, []):
            again[body] = announcing_again(_FRESH_START, end, chance)
    return paths, again


def ministries_again(absorbing: list[int]) -> dict[int, Again]:
    """Return when the ministries that absorbed others announce again."""
    chance = Chance("ministries of 2025")
    begin, end = (in_year(year) for year in _MINISTRY_AGAIN)
    return {ministry: announcing_again(begin, end, chance) for ministry in absorbing}


def new_ministry_path() -> Path:
    """Return the way of the ministry that opened on 01/03/2025."""
    return Path(in_year(2025.87))


def communes_again(communes: list[int], year: float, until: float, share: float) -> dict[int, Again]:
    """Return when communes with wider duties announce again; not all of them do."""
    chance = Chance(f"communes again {year}")
    return {commune: ((in_year(chance.between(year, until)), True),) for commune in communes if chance.happens(share)}


def announcing_again(begin: float, end: float, chance: Chance) -> Again:
    """Return the moments of announcing again: often the new duties are covered only at the second time."""
    first = begin + (end - begin) * chance.between(0.1, 0.75)
    if chance.happens(0.35):
        return ((first, False), (first + (end - first) * chance.between(0.3, 1.0), True))
    return ((first, True),)
