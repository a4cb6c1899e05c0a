"""The content of a report as one frozen value: what every format prints, and nothing else."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from qms.coverage import Figure, Group, Stamp
    from qms.coverage.change import Change
    from qms.coverage.ranking import Ranking
    from qms.coverage.trend import Trend
    from qms.reports.letterhead import Letterhead


class Length(StrEnum):
    """How much a report holds."""

    SUMMARY = "summary"
    FULL = "full"


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    CODE = "code"
    """Digits that are no number: leading zeros stay."""
    COUNT = "count"
    """`n`, without `d`; a signed one prints its sign."""
    RATE = "rate"
    """`n` of `d`; 0/0 prints "–" and has no value."""
    POINTS = "points"
    """Percentage points, rounded already: `n` tenths, `d` is 10."""
    DAY = "day"


class Cell(NamedTuple):
    """One printed value, with the raw ones behind it where it is more than words."""

    text: str
    n: int | None = None
    d: int | None = None
    day: date | None = None


BLANK: Final = Cell("")


class Column(NamedTuple):
    """One column of a table; `key` is the same in every language."""

    key: str
    title: str
    kind: Kind = Kind.TEXT


class Table(NamedTuple):
    """Rows of cells under a caption that says what and which day."""

    key: str
    """The same in every language, unique in its report: names of sheets, files and bookmarks."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    """A last row that adds up the others; never part of a filter or a file of rows."""
    notes: tuple[str, ...] = ()
    empty: str = ""
    """The sentence in place of a table without rows."""

    def cells(self) -> Iterator[Cell]:
        """Yield all cells, the total's last."""
        for row in self.rows:
            yield from row
        yield from self.total or ()


class Paragraph(NamedTuple):
    """Texts and cells in the order of the sentence."""

    parts: tuple[str | Cell, ...]
    strong: bool = False
    """A finding or a lead, set in bold."""

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def cells(self) -> Iterator[Cell]:
        """Yield the numbers and days in it."""
        return (part for part in self.parts if isinstance(part, Cell))


class Judgement(NamedTuple):
    """A place for the office's own words: what belongs there, for an empty paragraph that an editor can fill."""

    key: str
    hint: str


class Note(NamedTuple):
    """A box."""

    title: str
    paragraphs: tuple[Paragraph, ...]


class Bars(NamedTuple):
    """Figures as bars, each with its label, in the order to draw."""

    bars: tuple[tuple[str, Figure], ...]


class Lines(NamedTuple):
    """Measures over the years, each line with its name."""

    trend: Trend
    names: tuple[str, ...]
    says_counts: bool = True
    """Whether breaks say how many bodies became how many: in the country, not below one ministry or province."""


Drawing: TypeAlias = "Lines | Ranking | Change | Bars"
"""What a chart draws: lines, a tile map, a waterfall or bars."""


class Chart(NamedTuple):
    """A picture, in words and numbers: what it shows (`finding`), what is measured, and the same as a table."""

    key: str
    finding: str
    measured: str
    alt: str
    drawing: Drawing
    table: Table
    viewed: date
    """The day of the report."""
    with_table: bool = False
    """Whether paper prints the table below the picture; a workbook always holds it."""


Block: TypeAlias = Paragraph | Table | Chart | Note | Judgement


class Section(NamedTuple):
    """A heading with what stands below it."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    is_wide: bool = False
    """An appendix whose tables want the landscape page."""

    @property
    def is_judgement(self) -> bool:
        """Whether nothing but judgement belongs here: absent where there is no place for it."""
        below = all(section.is_judgement for section in self.sections)
        return below and all(isinstance(block, Judgement) for block in self.blocks)

    def walk(self) -> Iterator[Block]:
        """Yield all blocks, those of the sections below after its own."""
        yield from self.blocks
        for section in self.sections:
            yield from section.walk()


class Recorded(NamedTuple):
    """The last batch behind a report: the moment of the data, which stands where other reports print a clock."""

    batch: int
    recorded_at: datetime
    """UTC."""
    by: str
    """Who recorded it, blank where it was not said."""


class Identity(NamedTuple):
    """What a report was asked for and stands on."""

    as_of: date
    compare_to: date | None
    known_on: datetime | None
    scope: Group | None
    """A ministry or province; None: the country."""
    length: Length
    language: str
    stamp: Stamp
    recorded: Recorded | None
    """None: nothing was recorded yet."""
    sources: tuple[str, ...]
    is_draft: bool = True
    """Until an edition is approved."""


class Fact(NamedTuple):
    """A line of what a report says of itself: as of, known on, data version, chain head, sources."""

    key: str
    title: str
    cell: Cell


class Report(NamedTuple):
    """All that a report says."""

    identity: Identity
    letterhead: Letterhead
    title: str
    """One line, for metadata and file properties."""
    kind_line: str
    """BÁO CÁO."""
    subject: str
    day_line: str
    draft_label: str | None
    """"Dự thảo"; None for an approved edition."""
    simulated: str | None
    """The sentence for every page, sheet and file while data are simulated."""
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: tuple[Block, ...]
    """What stands below the last section, without a number: the box of method."""
    appendices: tuple[Section, ...]
    facts: tuple[Fact, ...]
    """What a report says of itself; all of it stands on the first page or sheet, in small print."""
    figures: tuple[Figure, ...]
    """The figures of the day that the report is about, as coverage counted them."""
    words: Words
    tables_of_agencies: tuple[Table, ...] = ()
    """One row an agency, for workbooks; empty unless asked for."""

    def walk(self) -> Iterator[Block]:
        """Yield all blocks in the order of reading."""
        yield from self.opening
        for section in self.sections:
            yield from section.walk()
        yield from self.closing
        for section in self.appendices:
            yield from section.walk()

    def tables(self) -> Iterator[Table]:
        """Yield all tables in the order of reading, those behind charts included; no two have the same key."""
        for block in self.walk():
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Chart):
                yield block.table

    def charts(self) -> Iterator[Chart]:
        """Yield all charts in the order of reading."""
        return (block for block in self.walk() if isinstance(block, Chart))


class Words(NamedTuple):
    """What layouts print of themselves, in the report's language."""

    table: str
    """Before a table's number: Bảng."""
    chart: str
    appendix: str
    page: str
    of_report: str
    """Below an appendix's title: (Kèm theo Báo cáo số …)."""
    more_rows: str
    """With {shown} and {count}: where a list stops, and that the workbook holds all of it."""
    nothing: str
    end_mark: str
    """In place of the full stop of the last section: ./. in Vietnamese."""
    cover: str
    """The first sheet of a workbook."""
    agencies: str
    """The sheet with one row an agency."""
    as_printed: str
    """With {column}: the head of what a rate prints as, beside its value."""
