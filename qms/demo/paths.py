"""One agency's hidden way through the programme, and the events it leaves behind."""

from datetime import date, timedelta
from math import inf
from typing import Final, NamedTuple

from qms.demo.chance import Chance
from qms.demo.workdays import day_at, in_year
from qms.store.facts import Event
from qms.vocabulary import Assurance, Level, Standard, Status

FIRST_EVENT: Final = date(2014, 7, 1)
LAST_EVENT: Final = date(2026, 9, 30)
"""The simulated years; the demo ends on a day that ships, whatever day it is when it is looked at."""

_PROCEDURES: Final[dict[Level, tuple[int, int]]] = {
    Level.MINISTRY: (90, 420),
    Level.MINISTRY_UNIT: (8, 70),
    Level.PROVINCE: (120, 380),
    Level.PROVINCIAL_UNIT: (25, 190),
    Level.DISTRICT: (150, 320),
    Level.COMMUNE: (75, 210),
}
"""About how many procedures an agency of a level handles, least and most."""


_STUCK_BEYOND: Final = (0.45, 0.65, 0.8, 0.92)
"""Of the agencies that never complete, the share that never reports, and the shares that stop at each further step."""


class Body(NamedTuple):
    """An agency during its life: open from `opened` to before `closed`; decisions carry `sign` (…/QĐ-UBND)."""

    agency: int
    level: Level
    opened: date
    closed: date
    sign: str


class Lapse(NamedTuple):
    """A spell without cover, in even time: withdrawn, or with procedures not yet covered; `until` may be infinite."""

    since: float
    until: float
    withdrawn: bool


Again = tuple[tuple[float, bool], ...]
"""Moments of announcing again after a reform, each with whether it covers all procedures."""


class Path(NamedTuple):
    """When an agency is covered first (infinite: never), its lapses, and when it announces again; in even time."""

    completed: float
    lapses: tuple[Lapse, ...] = ()
    again: Again = ()

    def moved(self, shift: float) -> "Path":
        """Return the same path earlier or later."""
        lapses = tuple(Lapse(lapse.since + shift, lapse.until + shift, lapse.withdrawn) for lapse in self.lapses)
        return self._replace(completed=self.completed + shift, lapses=lapses)

    def spans(self) -> list[tuple[float, float]]:
        """Return when the agency is covered, as (from, until)."""
        begins = [self.completed, *(lapse.until for lapse in self.lapses)]
        ends = [*(lapse.since for lapse in self.lapses), inf]
        return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]


class _Step(NamedTuple):
    moment: float
    status: Status
    whole: bool | None = None


def events_of(body: Body, path: Path, chance: Chance) -> list[Event]:
    """Return what an agency reports on its way, at most once a day, inside its life and the simulated years."""
    if path.completed == inf:
        steps = _stuck(chance)
        leaving = inf
    else:
        leaving = _leaves_2008(path.completed, chance)
        steps = [*_preparing(path.completed, chance), *_announcing(path, leaving, chance)]
    dated: dict[date, _Step] = {}
    for step in sorted(steps + [_Step(when, Status.ANNOUNCED, whole) for when, whole in path.again]):
        day = day_at(step.moment)
        if day and max(body.opened, FIRST_EVENT) <= day < body.closed and day <= LAST_EVENT:
            dated[day] = step
    return _written(body, dated, leaving, chance)


def _stuck(chance: Chance) -> list[_Step]:
    """Some never report, others stop on the way."""
    moment = in_year(chance.between(2015.0, 2025.0))
    way = (
        _Step(moment, Status.NOT_STARTED),
        _Step(moment + chance.between(150, 500), Status.BUILDING),
        _Step(moment + chance.between(600, 900), Status.APPLIED),
        _Step(moment + chance.between(950, 1400), Status.ANNOUNCED, whole=False),
    )
    far = chance.random()
    return [step for step, needed in zip(way, _STUCK_BEYOND, strict=True) if far > needed]


def _preparing(completed: float, chance: Chance) -> list[_Step]:
    steps = []
    if chance.happens(0.3):
        steps.append(_Step(completed - chance.between(760, 1500), Status.NOT_STARTED))
    if chance.happens(0.8):
        steps.append(_Step(completed - chance.between(260, 750), Status.BUILDING))
    if chance.happens(0.75):
        steps.append(_Step(completed - chance.between(130, 250), Status.APPLIED))
    if chance.happens(0.28):
        steps.append(_Step(completed - chance.between(20, 120), Status.ANNOUNCED, whole=False))
    return steps


def _leaves_2008(completed: float, chance: Chance) -> float:
    """Return when an agency turns to the edition of 2015: before it begins, by 30/06/2021, late, or never."""
    starts_late = chance.between(2016.7, 2019.0)  # preparing begins before, and no edition before it is out
    if completed > in_year(starts_late):
        return 0.0
    if chance.happens(0.05):
        return inf if chance.happens(0.3) else in_year(chance.between(2021.5, 2023.6))
    year = 2016.6 + 4.85 * max(chance.random(), chance.random())
    return max(in_year(year), completed + 120.0)


def _announcing(path: Path, leaving: float, chance: Chance) -> list[_Step]:
    """The first full announcement, lapses and returns, the turn to another edition, a yearly look at the procedures."""
    steps = [_Step(path.completed, Status.ANNOUNCED, whole=True)]
    for lapse in path.lapses:
        steps.append(_Step(lapse.since, Status.WITHDRAWN if lapse.withdrawn else Status.ANNOUNCED, whole=False))
        steps.append(_Step(lapse.until, Status.ANNOUNCED, whole=True))
    looks = [
        leaving,
        *(path.completed + years * chance.between(300, 420) for years in (1, 2, 3, 5) if chance.happens(0.22)),
    ]
    spans = path.spans()
    seen = (look for look in looks if any(begin < look < end for begin, end in spans))
    return steps + [_Step(look, Status.ANNOUNCED, whole=True) for look in seen]


def _written(body: Body, dated: dict[date, _Step], leaving: float, chance: Chance) -> list[Event]:
    least, most = _PROCEDURES[body.level]
    total = chance.whole(least, most)
    stated = not chance.happens(0.05)
    verified, certified = (0.82, 0.93) if body.level is Level.COMMUNE else (0.6, 0.78)
    events = []
    for day, step in dated.items():
        total = max(3, total + chance.whole(-3, 3))
        covered = _covered(step, total, chance)
        standard = Standard.ISO_2008 if step.moment < leaving else Standard.ISO_2015
        decided = step.status is Status.ANNOUNCED or (step.status is Status.WITHDRAWN and chance.happens(0.6))
        draw = chance.random()
        assured = Assurance.SELF_DECLARED if draw < verified else Assurance.VERIFIED
        events.append(
            Event(
                body.agency,
                day,
                step.status,
                standard if step.status in {Status.ANNOUNCED, Status.APPLIED} else None,
                total if covered is not None and (stated or covered < total) else None,
                covered if covered is not None and (stated or covered < total) else None,
                f"{chance.whole(1, 2900)}/QĐ-{body.sign}" if decided else None,
                max(body.opened, day - timedelta(days=chance.whole(0, 5))) if decided else None,
                (Assurance.CERTIFIED if draw >= certified else assured) if step.status is Status.ANNOUNCED else None,
            )
        )
    return events


def _covered(step: _Step, total: int, chance: Chance) -> int | None:
    """Return how many procedures an announcement covers; None where nothing is announced."""
    if step.status is not Status.ANNOUNCED:
        return 0 if step.status is Status.APPLIED and chance.happens(0.3) else None
    if step.whole:
        return total
    return 0 if chance.happens(0.03) else min(total - 1, int(total * chance.between(0.35, 0.98)))
