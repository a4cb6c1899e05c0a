"""What the readable rows of a register file state, and what comes of them while they are put into the register."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.importing.cells import Clear
from qms.importing.codes import Code
from qms.importing.plan import Difference, Shown
from qms.importing.problems import Fact as Said
from qms.importing.problems import Problem, problem
from qms.names import fold_name
from qms.vocabulary import Level, Succession

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qms.importing.population import Fact, Population
    from qms.importing.rows import RegisterRow


class Statement(NamedTuple):
    """What a readable row states, its required cells filled. Days are ordinals."""

    row: RegisterRow
    code: str
    name: str
    level: Level
    start: int
    end: int | None
    """The day from which the body is not open any more, None where the row does not say."""

    @property
    def line(self) -> int:
        """The row's line."""
        return self.row.line

    @property
    def key(self) -> tuple[Level, str]:
        """Level and code."""
        return self.level, self.code

    @property
    def takes_closing_back(self) -> bool:
        """Tell whether the body is to be open without an end."""
        return self.row.valid_to is Clear.CLEAR


class Heir(NamedTuple):
    """A succession that a row states."""

    predecessor: int
    successor: int
    day: int
    kind: Succession
    act: str | None
    line: int


@dataclass(slots=True)
class Applied:
    """The register with rows in it, and what came of each row, by its line."""

    population: Population
    rejected: Mapping[tuple[Level, str], int] = field(default_factory=dict)
    """What rejected rows speak of, as level and code or folded name, with a line each: nothing can rest on it."""
    agency: dict[int, int] = field(default_factory=dict)
    before: dict[int, Fact] = field(default_factory=dict)
    """What held of a row's agency before the row; nothing for a new one."""
    changes: dict[int, list[Difference]] = field(default_factory=lambda: defaultdict(list))
    heirs: dict[int, list[Heir]] = field(default_factory=lambda: defaultdict(list))
    """The successions that each line states."""
    without_end: dict[int, int] = field(default_factory=dict)
    """Agencies of which a row says that they are open without an end, with the row's line."""
    continuing: set[tuple[int, int]] = field(default_factory=set)
    """Agencies that a row says to continue, with the day."""
    closed_by: dict[tuple[Level, str, int], Statement] = field(default_factory=dict)
    """The row whose `valid_to` closes a level's code on a day."""
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    kept_out: set[int] = field(default_factory=set)
    """The lines that cannot stand."""
    speaking: dict[tuple[Level, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    """The lines that speak of a level's code or folded name."""

    def say(
        self, line: int, code: Code, column: str | None, value: str | None, suggestion: str | None = None, **facts: Said
    ) -> None:
        """Say something about a row: what kept it out, or is worth a word."""
        said = problem(code, line=line, column=column, value=value, suggestion=suggestion, **facts)
        if said not in self.problems[line]:
            self.problems[line].append(said)
        if said.is_error:
            self.kept_out.add(line)

    def note(self, line: int, column: str, old: Shown, new: Shown) -> None:
        """Note what a row changes, for the preview."""
        if old != new:
            self.changes[line].append(Difference(column, old, new))

    def rests_on_rejected(self, line: int, level: Level, text: str) -> bool:
        """Tell, and say, whether a level's code or name is what a rejected row speaks of."""
        for name in (text, fold_name(text)):
            spoken = self.speaking.get((level, name), set()) & self.kept_out
            found = self.rejected.get((level, name)) or min(spoken - {line}, default=line)
            if found != line:
                self.say(line, Code.DEPENDS_ON_LINE, None, None, lines=str(found))
                return True
        return False

    def speak(self, one: Statement) -> None:
        """Note which code and name a row speaks of."""
        self.speaking[one.key].add(one.line)
        self.speaking[one.level, fold_name(one.name)].add(one.line)

    def contradicts(self, one: Statement, agency: int, day: int, other: int | None) -> None:
        """Say of two rows that they state different things of an agency and a day."""
        for line, against in ((one.line, other), (other, one.line)):
            if line is not None:
                facts: dict[str, Any] = {"agency": self.population.shown(agency, day), "day": day_of(day)}
                self.say(line, Code.CONTRADICTS_LINE, None, None, lines=str(against), **facts)


def day_of(day: int) -> date:
    """Return an ordinal as a day."""
    return date.fromordinal(day)


def text_of(value: str | Clear | None) -> str | None:
    """Return a text that may have been cleared."""
    return None if isinstance(value, Clear) else value
