"""Random registers: what may befall a body, told in a random order over a few days that lie close together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from qms.vocabulary import Level, Region, Scope, Standard, Status, Succession
from tests.coverage import worlds
from tests.coverage.oracle import Narrowed
from tests.coverage.worlds import Statement, World, batch, world

DAYS: Final = tuple(
    map(
        date.fromisoformat,
        (
            "2019-12-30", "2019-12-31", "2020-01-01", "2020-01-31", "2020-02-01", "2020-02-28", "2020-02-29",
            "2020-03-01", "2020-03-31", "2020-04-01", "2020-06-30", "2020-07-01", "2020-12-31", "2021-01-01",
        ),
    )
)  # fmt: skip
FIRST_ASKED: Final = date(2019, 12, 29)
LAST_ASKED: Final = date(2021, 1, 2)
NOON: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)
MOMENTS: Final = 6
SCOPES: Final = (*Scope, Scope.MANDATORY, Scope.ENCOURAGED)
STATUSES: Final = (*Status, Status.ANNOUNCED, Status.ANNOUNCED)
COUNTS: Final = ((None, None), (5, 5), (5, 5), (4, 5), (0, 5), (0, 0), (None, 5), (5, None))
BELOW: Final = (
    Level.MINISTRY_UNIT,
    Level.COMMUNE,
    Level.PROVINCIAL_UNIT,
    Level.DISTRICT,
    Level.COMMUNE,
    Level.MINISTRY_UNIT,
    Level.COMMUNE,
)
TOPS: Final = (Level.MINISTRY, Level.PROVINCE, Level.PROVINCE, Level.MINISTRY)


class Turn(NamedTuple):
    """Numbers from which one story is made; each is taken modulo what there is to choose from."""

    story: str
    who: int
    whom: int
    on: int
    what: int


class Cast:
    """The bodies so far, by label; what is needed to choose among them."""

    def __init__(self) -> None:
        self.levels: dict[str, Level] = {}
        self.ended: dict[str, str] = {}
        """Who was merged into, or absorbed by, whom: once at most, and never in a circle."""

    def one(self, number: int) -> str:
        return list(self.levels)[number % len(self.levels)]

    def other(self, number: int, one: str) -> str | None:
        """Return another body of the same level, None when there is none."""
        others = [label for label, level in self.levels.items() if level is self.levels[one] and label != one]
        return others[number % len(others)] if others else None

    def above(self, number: int, label: str) -> str | None:
        """Return a body that may stand above, any but a leaf; None above a ministry or province, and seldom else."""
        if self.levels[label] in TOPS or number % 17 == 16:
            return None
        uppers = [one for one, level in self.levels.items() if level is not Level.COMMUNE and one != label]
        return uppers[number % len(uppers)] if uppers else None

    def ends_in(self, label: str) -> str:
        while label in self.ended:
            label = self.ended[label]
        return label

    def opened(self, level: Level, turn: Turn, opened: date) -> tuple[str, Statement]:
        """Return a new body, above which stands one of those there are."""
        label = f"{level.value}-{len(self.levels) + 1}"
        self.levels[label] = level
        return label, worlds.agency(
            label,
            level.value,
            under=self.above(turn.whom, label),
            opened=opened,
            scope=SCOPES[turn.what % len(SCOPES)].value,
            region=(None, None, *Region)[turn.what % 5],
            code=f"{turn.what % 7:03d}",
        )


def cast_of(drawn: World) -> Cast:
    """Return the bodies of a world, so that its story can go on."""
    cast, labels = Cast(), {agency_id: label for label, agency_id in drawn.ids.items()}
    cast.levels = {label: drawn.levels[agency_id - 1] for label, agency_id in drawn.ids.items()}
    for row in drawn.rows[worlds.SUCCESSION]:
        if row.fact.kind in {Succession.ABSORBED, Succession.MERGED} and row.fact.predecessor != row.fact.successor:
            cast.ended[labels[row.fact.predecessor]] = labels[row.fact.successor]
    return cast


Story = Callable[[Cast, Turn], list[Statement]]


def _open(cast: Cast, turn: Turn) -> list[Statement]:
    levels = (*BELOW, *TOPS)
    return [cast.opened(levels[turn.who % len(levels)], turn, DAYS[turn.on])[1]]


def _report(cast: Cast, turn: Turn) -> list[Statement]:
    covered, total = COUNTS[turn.whom % len(COUNTS)]
    return [
        worlds.event(
            cast.one(turn.who),
            DAYS[turn.on],
            STATUSES[turn.what % len(STATUSES)].value,
            covered,
            total,
            standard=(None, *Standard)[turn.what % 4],
        )
    ]


def _announce(cast: Cast, turn: Turn) -> list[Statement]:
    """Everybody from one body on announces: so that parents comply now and then."""
    labels = list(cast.levels)
    return [
        worlds.event(label, DAYS[turn.on], "announced", 3, 3, standard="2015")
        for label in labels[turn.who % len(labels) :]
    ]


def _close(cast: Cast, turn: Turn) -> list[Statement]:
    return [worlds.close(cast.one(turn.who), DAYS[turn.on])]


def _reopen(cast: Cast, turn: Turn) -> list[Statement]:
    return [worlds.reopen(cast.one(turn.who), DAYS[turn.on])]


def _move(cast: Cast, turn: Turn) -> list[Statement]:
    label = cast.one(turn.who)
    above = cast.above(turn.whom, label)
    return [worlds.change(label, DAYS[turn.on], under=above)] if above else []


def _circle(cast: Cast, turn: Turn) -> list[Statement]:
    """Two bodies stand above each other: no register may say so, and no answer may hang on it."""
    uppers = [one for one, level in cast.levels.items() if level not in {*TOPS, Level.COMMUNE}]
    if len(uppers) < 2 or turn.whom % 2:
        return []
    one, other, on = uppers[0], uppers[-1], DAYS[turn.on]
    return [worlds.change(one, on, under=other), worlds.change(other, on, under=one)]


def _rescope(cast: Cast, turn: Turn) -> list[Statement]:
    scope = SCOPES[turn.what % len(SCOPES)].value
    return [worlds.change(cast.one(turn.who), DAYS[turn.on], scope=scope)]


def _rename(cast: Cast, turn: Turn) -> list[Statement]:
    said = ({"name": "Tên mới"}, {"code": "X"}, {"region": None}, {"region": Region.SOUTHEAST.value})
    return [worlds.change(cast.one(turn.who), DAYS[turn.on], **said[turn.what % len(said)])]


def _change_and_report(cast: Cast, turn: Turn) -> list[Statement]:
    return [*_rescope(cast, turn), *_report(cast, turn)]


def _merge(cast: Cast, turn: Turn) -> list[Statement]:
    """One or two bodies of a level end in a new one."""
    first = cast.one(turn.who)
    level, on = cast.levels[first], DAYS[turn.on]
    pair = [label for label in (first, cast.other(turn.whom, first)) if label and label not in cast.ended]
    successor, opening = cast.opened(level, turn, on)
    told = [opening]
    for label in pair:
        cast.ended[label] = successor
        told += [worlds.close(label, on), worlds.succession(label, successor, on, "merged")]
    return told


def _absorb(cast: Cast, turn: Turn) -> list[Statement]:
    """A body ends in one that lives on."""
    ended = cast.one(turn.who)
    survivor = cast.other(turn.whom, ended)
    if survivor is None or ended in cast.ended or cast.ends_in(survivor) == ended:
        return []
    cast.ended[ended] = survivor
    on = DAYS[turn.on]
    return [worlds.close(ended, on), worlds.succession(ended, survivor, on, "absorbed")]


def _widen(cast: Cast, turn: Turn) -> list[Statement]:
    """A body takes over duties from outside the register."""
    label = cast.one(turn.who)
    return [worlds.succession(label, label, DAYS[turn.on], "absorbed")]


def _split(cast: Cast, turn: Turn) -> list[Statement]:
    ended = cast.one(turn.who)
    on = DAYS[turn.on]
    told = [worlds.close(ended, on)]
    for _part in range(2):
        successor, opening = cast.opened(cast.levels[ended], turn, on)
        told += [opening, worlds.succession(ended, successor, on, "split")]
    return told


def _continue(cast: Cast, turn: Turn) -> list[Statement]:
    label, on = cast.one(turn.who), DAYS[turn.on]
    return [worlds.change(label, on, name="Tên khác"), worlds.succession(label, label, on, "continued")]


def _take_back(cast: Cast, turn: Turn) -> list[Statement]:
    label, on = cast.one(turn.who), DAYS[turn.on]
    ways: tuple[list[Statement], ...] = (
        [worlds.void_event(label, day) for day in DAYS],
        [worlds.void_event(label, on)],
        [worlds.void_version(label, on)],
        [worlds.void_succession(label, cast.ended.get(label, label), day) for day in DAYS],
    )
    return ways[turn.what % len(ways)]


def _undo(_cast: Cast, turn: Turn) -> list[Statement]:
    return [worlds.undo(1 + turn.what % 3)]


STORIES: Final[dict[str, Story]] = {
    "open": _open,
    "report": _report,
    "report again": _report,
    "report once more": _report,
    "announce": _announce,
    "announce again": _announce,
    "circle": _circle,
    "close": _close,
    "reopen": _reopen,
    "move": _move,
    "rescope": _rescope,
    "rename": _rename,
    "change and report": _change_and_report,
    "merge": _merge,
    "absorb": _absorb,
    "widen": _widen,
    "split": _split,
    "continue": _continue,
    "take back": _take_back,
    "undo": _undo,
}
MERGING: Final = frozenset({"merge", "absorb"})

NUMBER: Final = st.integers(0, 97)


def turns(stories: tuple[str, ...]) -> Any:
    """Return a strategy for what befalls the bodies in one batch."""
    told = st.builds(Turn, st.sampled_from(stories), NUMBER, NUMBER, st.integers(0, len(DAYS) - 1), NUMBER)
    return st.lists(told, min_size=1, max_size=10)


def registers(*, without: frozenset[str] = frozenset()) -> Any:
    """Return a strategy for worlds of one to five batches, recorded at moments in any order."""
    stories = tuple(story for story in STORIES if story not in without)
    opening = st.lists(st.tuples(NUMBER, NUMBER, st.integers(0, 4 * len(DAYS))), min_size=8, max_size=14)
    later = st.lists(st.tuples(st.integers(0, MOMENTS - 1), turns(stories)), max_size=4)
    return st.builds(told_world, opening, turns(stories), later)


def told_world(opening: list[tuple[int, int, int]], first: list[Turn], later: list[tuple[int, list[Turn]]]) -> World:
    """Return the world of these turns: two tops and some bodies below them first, then what befalls them."""
    cast = Cast()
    told: list[Statement] = []
    for place, (whom, what, on) in enumerate(opening):
        level = TOPS[place] if place < len(TOPS) else BELOW[what % len(BELOW)]
        label, statement = cast.opened(level, Turn("open", 0, whom, on, what), DAYS[3 * (what % 7 == 6)])
        told.append(statement)
        if on < 3 * len(DAYS):
            told.append(worlds.event(label, DAYS[on // 3], "announced"))
    told += _told(cast, first)
    batches = [batch(*told, recorded_at=NOON)]
    batches += [batch(*_told(cast, turns_), recorded_at=moment(number)) for number, turns_ in later]
    return world(*batches)


def _told(cast: Cast, turns_: list[Turn]) -> list[Statement]:
    return [statement for turn in turns_ for statement in STORIES[turn.story](cast, turn)]


def moment(number: int) -> datetime:
    """Return one of the moments at which batches are recorded; the first batch has number 2."""
    return NOON + timedelta(hours=number - 2)


days = st.one_of(st.sampled_from(DAYS), st.sampled_from(DAYS[-5:]), st.dates(FIRST_ASKED, LAST_ASKED))
moments = st.one_of(
    st.none(),
    st.none(),
    st.integers(-1, MOMENTS).map(moment),
    st.integers(-1, MOMENTS).map(lambda number: moment(number) - timedelta(microseconds=1)),
)
slices = st.builds(
    Narrowed,
    st.sampled_from((None, None, *Level)),
    st.sampled_from((None, None, *Scope)),
    st.sampled_from((None, None, None, *Region)[:6]),
    st.sampled_from((None, None, None, *Standard)[:6]),
)
