"""The reminder list: who is outstanding, by ministry or province, numbered within each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qms.coverage.gaps import Reason, reason_of
from qms.i18n import N_, _, format_count, format_date, label
from qms.reports.cells import count, words
from qms.reports.content import BLANK, Cell, Column, Kind, Table
from qms.vocabulary import Level, Missing, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from qms.coverage.outstanding import Lacking
    from qms.coverage.stamp import Group

REASONS: Final[dict[str, Status | Missing]] = {
    Reason.NO_REPORT: Missing.NO_REPORT,
    Reason.NOT_STARTED: Status.NOT_STARTED,
    Reason.BUILDING: Status.BUILDING,
    Reason.APPLIED: Status.APPLIED,
    Reason.PROCEDURES_PARTIAL: Missing.PROCEDURES_PARTIAL,
    Reason.WITHDRAWN: Status.WITHDRAWN,
}
"""The word of the vocabulary that says what a reason is called."""

_LACKS: Final = {
    Reason.NO_REPORT: N_("the first report"),
    Reason.NOT_STARTED: N_("a plan and a steering committee"),
    Reason.BUILDING: N_("the decision to apply"),
    Reason.APPLIED: N_("the decision to announce"),
    Reason.WITHDRAWN: N_("a new announcement"),
}

COLUMNS: Final = (
    ("parent", N_("Ministry, province"), Kind.TEXT),
    ("number", N_("Row no."), Kind.COUNT),
    ("code", N_("Code"), Kind.CODE),
    ("name", N_("Agency"), Kind.TEXT),
    ("level", N_("Level"), Kind.TEXT),
    ("reason", N_("Status"), Kind.TEXT),
    ("lacks", N_("Lacking"), Kind.TEXT),
    ("reported_on", N_("Newest report"), Kind.DAY),
    ("days", N_("Days like this"), Kind.COUNT),
    ("procedures_covered", N_("Procedures covered"), Kind.COUNT),
    ("procedures_total", N_("All procedures"), Kind.COUNT),
)


def lacks(agency: Lacking) -> str:
    """Return the next thing that an agency needs; of an announcement the procedures that it leaves out."""
    reason, missing = reason_of(agency), agency.procedures_lacking
    if reason is not Reason.PROCEDURES_PARTIAL:
        return _(_LACKS[reason])
    if missing is None:
        return _("both counts of procedures")
    return _("{count} of {all} procedures").format(
        count=format_count(missing), all=format_count(agency.procedures_total or 0)
    )


def reminders_table(agencies: Sequence[Lacking], as_of: date, caption: str) -> Table:
    """Return the reminder list as a table in the language of the running context."""
    columns = tuple(Column(key, _(title), kind) for key, title, kind in COLUMNS)
    return Table("reminders", caption, columns, tuple(_row(place, one, as_of) for place, one in _numbered(agencies)))


def reminders_records(agencies: Sequence[Lacking], as_of: date) -> Iterator[dict[str, Any]]:
    """Yield the reminder list as records in words that are the same in every language."""
    for place, agency in _numbered(agencies):
        yield {
            "number": place,
            **agency.to_json(),
            "reason": reason_of(agency).value,
            "days": agency.days(as_of),
            "procedures_covered": agency.procedures_covered,
            "procedures_total": agency.procedures_total,
        }


def _numbered(agencies: Sequence[Lacking]) -> Iterator[tuple[int, Lacking]]:
    """Yield the agencies, which come by ministry or province, with their places within each."""
    place, parent = 0, _id(None)
    for agency in agencies:
        place = place + 1 if _id(agency.parent) == parent else 1
        parent = _id(agency.parent)
        yield place, agency


def _id(parent: Group | None) -> int:
    return 0 if parent is None else parent.id


def _row(place: int, agency: Lacking, as_of: date) -> tuple[Cell, ...]:
    return (
        words(None if agency.parent is None else agency.parent.name),
        count(place),
        words(agency.code),
        words(agency.name),
        words(label(Level(agency.level))),
        words(label(REASONS[reason_of(agency)])),
        words(lacks(agency)),
        BLANK if agency.status is None else Cell(format_date(agency.since), day=agency.since),
        count(agency.days(as_of)),
        BLANK if agency.procedures_covered is None else count(agency.procedures_covered),
        BLANK if agency.procedures_total is None else count(agency.procedures_total),
    )
