"""Which row is the header, which column of the template each of its cells names, and what kind of file that makes."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qms.importing.codes import Code
from qms.importing.columns import COLUMNS, Kind, fold_header, headers_of, missing_columns, spellings_of
from qms.importing.problems import ColumnNames, Problem, has_errors, problem
from qms.importing.sheet import Row, is_filled, letters, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qms.importing.sheet import Value

SEARCHED_ROWS: Final = 100
"""Rows from the top among which the header is looked for."""

REASON: Final = "reason"
"""The column that a file of rejected rows has besides those of the file they come from; it is for people."""

_FEWEST: Final = 2
_SHORTEST_SLIP: Final = 4
_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found, or the problems why not.

    `columns` gives the template's column for a cell's index; `ignored` the filled header cells that no template knows.
    """

    line: int
    kind: Kind | None
    columns: dict[int, str] = field(default_factory=dict)
    ignored: dict[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def named(self) -> set[int]:
        """The indexes of all cells with a name, known or not."""
        return self.columns.keys() | self.ignored.keys()

    @property
    def is_whole(self) -> bool:
        """Tell whether rows can be read below it."""
        return not has_errors(self.problems)


def header_signature(cells: Sequence[Value]) -> str:
    """Return what remembers a layout: the same for the same names in the same places, however they are spelled.

    Case, spacing, diacritics and punctuation make no difference; 64 hexadecimal digits.
    """
    names = [fold_header(text_of(value)) for value in cells]
    while names and not names[-1]:
        names.pop()
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def recognised(cells: Sequence[Value]) -> int:
    """Return how many different columns of one kind of file a row names, at most."""
    folded = {fold_header(text_of(value)[:_SHOWN]) for value in cells}
    return max(len({headers[name] for name in folded if name in headers}) for headers in map(headers_of, Kind))


def find_header_row(rows: Iterable[Row]) -> Row | None:
    """Return the row that names most columns, the first of equals; None where none of the topmost names two."""
    best, most = None, _FEWEST - 1
    for row, _ in zip(rows, range(SEARCHED_ROWS), strict=False):
        found = recognised(row.cells)
        if found > most:
            best, most = row, found
    return best


def header_names(row: Row) -> dict[int, str]:
    """Return the names in a row by their cells' indexes, each on one line."""
    return {index: " ".join(text_of(row.cells[index]).split())[:_SHOWN] for index in row.filled}


def read_header(row: Row) -> Header:
    """Return what a row says as a header."""
    names = header_names(row)
    kind = _kind_of(names.values())
    if kind is None:
        return Header(row.line, None, problems=(_mixed(row.line, names.values()),))
    known = headers_of(kind)
    columns = {index: known[fold_header(name)] for index, name in names.items() if fold_header(name) in known}
    ignored = {index: name for index, name in names.items() if index not in columns}
    slips = _slips(kind, set(columns.values()), ignored)
    problems = (
        *_twice(row.line, columns),
        *(_misspelled(row.line, ignored[index], meant) for index, meant in slips.items()),
        *_missing(row.line, kind, {*columns.values(), *(known[fold_header(meant)] for meant in slips.values())}),
        *_unknown(row.line, (name for index, name in ignored.items() if index not in slips)),
    )
    return Header(row.line, kind, columns, ignored, problems)


def _kind_of(names: Iterable[str]) -> Kind | None:
    """Return the kind of file whose own columns are named; None where both kinds' are."""
    folded = {fold_header(name) for name in names}
    own = {kind: _own(kind, folded) for kind in Kind}
    if all(own.values()):
        return None
    return Kind.REGISTER if own[Kind.REGISTER] else Kind.STATUS


def _own(kind: Kind, folded: Iterable[str]) -> list[str]:
    """Return the columns named that belong to one kind of file alone, in the order of its template."""
    known = headers_of(kind)
    elsewhere = {column.name for other in Kind if other is not kind for column in COLUMNS[other]}
    named = {known[name] for name in folded if name in known} - elsewhere
    return [column.name for column in COLUMNS[kind] if column.name in named]


def _mixed(line: int, names: Iterable[str]) -> Problem:
    folded = {fold_header(name) for name in names}
    status, register = (ColumnNames(tuple(_own(kind, folded))) for kind in (Kind.STATUS, Kind.REGISTER))
    return problem(Code.MIXED_COLUMNS, line=line, status=status, register=register)


def _twice(line: int, columns: Mapping[int, str]) -> list[Problem]:
    """Return a problem for each column that stands in the header more than once."""
    counts = Counter(columns.values())
    return [
        problem(Code.DUPLICATE_COLUMN, line=line, column=name, places=_places(columns, name))
        for name, count in counts.items()
        if count > 1
    ]


def _places(columns: Mapping[int, str], name: str) -> str:
    return ", ".join(letters(index) for index in sorted(columns) if columns[index] == name)


def _missing(line: int | None, kind: Kind, present: set[str]) -> list[Problem]:
    return [problem(Code.MISSING_COLUMN, line=line, column=name) for name in missing_columns(kind, present)]


def _unknown(line: int, names: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each column that is not read; why a row came back is said to people."""
    for name in names:
        if fold_header(name) != REASON:
            yield problem(Code.UNKNOWN_COLUMN, line=line, column=name, value=name)


def _slips(kind: Kind, present: set[str], ignored: Mapping[int, str]) -> dict[int, str]:
    """Return which header is meant by each unknown one that is one slip away from a column that is not there."""
    absent = {header: text for header, text in spellings_of(kind).items() if headers_of(kind)[header] not in present}
    return {index: meant for index, name in ignored.items() if (meant := _nearest(fold_header(name), absent))}


def _nearest(folded: str, absent: Mapping[str, str]) -> str | None:
    near = (text for header, text in absent.items() if len(header) >= _SHORTEST_SLIP and is_one_slip(folded, header))
    return next(near, None)


def _misspelled(line: int, name: str, meant: str) -> Problem:
    return problem(Code.MISSPELLED_COLUMN, line=line, column=name, value=name, suggestion=meant, meant=meant)


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether one letter too many, too few, wrong or swapped with its neighbour makes one text of the other."""
    short, long = sorted((one, other), key=len)
    start = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
    left, right = short[start:], long[start:]
    if len(short) < len(long):
        return left == right[1:]
    return bool(left) and (left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:]))


def assign_columns(row: Row, mapping: Mapping[int, str], width: int) -> Header:
    """Return a header whose columns the analyst assigned (cell index to column); the table is `width` cells wide."""
    names = header_names(row)
    kinds = [kind for kind in Kind if set(mapping.values()) <= {column.name for column in COLUMNS[kind]}]
    wrong = [name for name, count in Counter(mapping.values()).items() if count > 1]
    wrong += [str(index) for index in mapping if not 0 <= index < width]
    wrong += [] if kinds else sorted(set(mapping.values()))
    if wrong:
        return Header(row.line, None, problems=(problem(Code.BAD_MAPPING, line=row.line, value=", ".join(wrong)),))
    kind = min(kinds, key=lambda one: len(missing_columns(one, mapping.values())))
    ignored = {index: name for index, name in names.items() if index not in mapping}
    missing = _missing(row.line, kind, set(mapping.values()))
    return Header(row.line, kind, dict(mapping), ignored, (*missing, *_unknown(row.line, ignored.values())))


def bears_names(row: Row, mapping: Mapping[int, str]) -> bool:
    """Tell whether a row can be the header of an assignment: each assigned column has a name in it."""
    return all(0 <= index < len(row.cells) and is_filled(row.cells[index]) for index in mapping)
