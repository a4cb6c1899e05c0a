"""The story of one agency, newest first: reports, what the register changed, and where bodies were reorganised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from qms.coverage.dossier.kin import succession_rows
from qms.coverage.dossier.papers import SuccessionPaper
from qms.vocabulary import Succession

if TYPE_CHECKING:
    from qms.coverage.dossier.events import Told
    from qms.coverage.dossier.kin import Relative
    from qms.coverage.dossier.life import Life, RegisterRow
    from qms.coverage.dossier.papers import Papers
    from qms.coverage.timeline import Timeline

_KINDS = list(Succession)


class Turn(NamedTuple):
    """A reorganisation that the body itself came through: it lives on, or took over duties of no registered body."""

    kind: Succession
    on_day: date
    batch: int
    paper: SuccessionPaper


@dataclass(frozen=True, slots=True)
class Moment:
    """One day of the story: a report, or what the register and the successions say of that day."""

    day: date
    entry: Told | None = None
    row: RegisterRow | None = None
    turns: tuple[Turn, ...] = ()
    before: tuple[Relative, ...] = ()
    """Bodies that became this one on the day."""
    after: tuple[Relative, ...] = ()
    """Bodies that it became on the day."""

    @property
    def is_reorganisation(self) -> bool:
        """Whether bodies were put together or taken apart on the day."""
        return bool(self.before or self.after or any(turn.kind is Succession.ABSORBED for turn in self.turns))


def turns_of(timeline: Timeline, agency: int, papers: Papers) -> tuple[Turn, ...]:
    """Return the reorganisations with the same body (by its index) on both sides."""
    rows = timeline.ledger.successions
    return tuple(
        Turn(
            _KINDS[rows.kind[row]],
            date.fromordinal(int(rows.on_day[row])),
            int(rows.batch[row]),
            papers.successions.get(row + 1, SuccessionPaper()),
        )
        for row in succession_rows(timeline.ledger, agency, timeline.known).tolist()
        if rows.predecessor[row] == rows.successor[row]
    )


def story(
    life: Life,
    entries: Sequence[Told],
    turns: Iterable[Turn],
    before: Sequence[Relative],
    after: Sequence[Relative],
    as_of: date,
) -> tuple[Moment, ...]:
    """Return the moments up to a day, newest first; of one day the reports first."""
    rows = {row.valid_from: row for row in life.standing if row.changed}
    own = list(turns)
    days = {*rows, *(turn.on_day for turn in own), *(one.on_day for one in (*before, *after))}
    happened = [
        Moment(
            day,
            row=rows.get(day),
            turns=tuple(turn for turn in own if turn.on_day == day),
            before=tuple(one for one in before if one.on_day == day),
            after=tuple(one for one in after if one.on_day == day),
        )
        for day in sorted(days, reverse=True)
        if day <= as_of
    ]
    told = [Moment(entry.report.effective_on, entry=entry) for entry in entries]
    return tuple(sorted([*told, *happened], key=lambda moment: moment.day, reverse=True))
