"""Orders of reports: what is wanted, in which format, under which name; and the bytes that come of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.coverage.figures import figures
from qms.coverage.series import OnMap
from qms.coverage.stamp import stamp_of
from qms.i18n import N_, gettext_in, use_language
from qms.reports.build import build_report
from qms.reports.content import Length
from qms.reports.settings import Office

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from qms.coverage import Group, Ledger
    from qms.reports.content import Report
    from qms.reports.goals import Goal
    from qms.reports.opendata_tables import Decided


class To(StrEnum):
    """The formats of a report."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    DATAPACKAGE = "datapackage"
    LETTERS = "letters"


ENDINGS: Final = {To.DATAPACKAGE: "zip", To.LETTERS: "zip"}
MIMES: Final = {
    To.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    To.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    To.PDF: "application/pdf",
    To.CSV: "text/csv",
    To.DATAPACKAGE: "application/zip",
    To.LETTERS: "application/zip",
}
_NAMES: Final = {To.CSV: N_("figures"), To.DATAPACKAGE: N_("open-data"), To.LETTERS: N_("reminders")}


class Order(NamedTuple):
    """One report that is wanted; the same order of the same data makes the same bytes."""

    as_of: date
    compare_to: date | None = None
    under: int | None = None
    """A ministry or province by its id; None: the country."""
    length: Length = Length.SUMMARY
    language: str = "vi"
    known_on: datetime | None = None
    on_map: OnMap = OnMap.THEN

    def lists_agencies(self, to: To) -> bool:
        """Whether the file has a row an agency: the workbook of a full report."""
        return to is To.XLSX and self.length is Length.FULL

    def wants_decisions(self, to: To) -> bool:
        """Whether the file names the decisions of events."""
        return to is To.DATAPACKAGE or self.lists_agencies(to)

    def content(
        self,
        ledger: Ledger,
        office: Office,
        recorded_by: str,
        *,
        goals: Iterable[Goal] = (),
        agencies: Decided | None = None,
    ) -> Report:
        """Return what the report says, with a row an agency where their decisions are given.

        Raises WrongUsage as `build_report`.
        """
        return build_report(
            ledger,
            self.as_of,
            compare_to=self.compare_to,
            scope=self.under,
            length=self.length,
            lang=self.language,
            known_on=self.known_on,
            on_map=self.on_map,
            office=office,
            recorded_by=recorded_by,
            goals=goals,
            decisions=agencies or {},
            with_agencies=agencies is not None,
        )


def made(
    ledger: Ledger,
    order: Order,
    to: To,
    *,
    office: Office | None = None,
    recorded_by: str = "",
    decisions: Decided | None = None,
    goals: Iterable[Goal] = (),
    template: bytes | None = None,
    apart: bool = False,
    with_mark: bool = True,
) -> bytes:
    """Return a report in a format.

    `decisions` are only wanted where the order says so; `goals` are the targets of all; `template` is an office's own
    Word document. What takes long is done in a process of its own where `apart` is asked for, so that whoever waits
    beside is not kept waiting. `with_mark` puts the mark in front of CSV by which spreadsheets know UTF-8.
    Raises WrongUsage for an order or a template that cannot be, CouldNot where a report is too large for its format.
    """
    said, decided = office or Office(), decisions or {}
    match to:
        case To.CSV:
            from qms.reports.opendata import csv_of

            days = [day for day in (order.as_of, order.compare_to) if day is not None]
            found = [figures(ledger, day, known_on=order.known_on, under=order.under) for day in days]
            return csv_of(found, order.language, with_mark=with_mark)
        case To.DATAPACKAGE:
            return _package(ledger, order, decided)
        case To.LETTERS:
            from qms.reports.letters import letters
            from qms.reports.zipped import zipped

            contents = letters(ledger, order, office=said, recorded_by=recorded_by)
            return zipped(_printed(contents, To.DOCX, template, apart=apart))
    agencies = decided if order.lists_agencies(to) else None
    content = order.content(ledger, said, recorded_by, goals=goals, agencies=agencies)
    is_long = order.length is Length.FULL
    return _printed({"": content}, to, template, apart=apart and is_long)[""]


def _printed(contents: dict[str, Report], to: To, template: bytes | None, *, apart: bool) -> dict[str, bytes]:
    if apart:
        from qms.reports.press import pressed

        return pressed(contents, to.value, template)
    return {name: printed(content, to, template) for name, content in contents.items()}


def printed(report: Report, to: To, template: bytes | None = None) -> bytes:
    """Return a content as Word document, workbook or PDF."""
    match to:
        case To.DOCX:
            from qms.reports.docx import docx_of

            return docx_of(report, template)
        case To.XLSX:
            from qms.reports.xlsx import xlsx_of

            return xlsx_of(report)
        case _:
            from qms.reports.pdf import pdf_of

            return pdf_of(report)


def _package(ledger: Ledger, order: Order, decisions: Decided) -> bytes:
    from qms.reports.facts import sources_on
    from qms.reports.opendata import datapackage_of

    with use_language(order.language):
        sources = sources_on(ledger, stamp_of(ledger, order.known_on), order.as_of, national=True)
    return datapackage_of(
        ledger,
        order.as_of,
        known_on=order.known_on,
        language=order.language,
        sources=sources,
        decisions=decisions,
    )


def file_name(order: Order, to: To, scope: Group | None) -> str:
    """Return what a report's file is called: bao-cao-iso9001_2021-04-27_toan-quoc.docx."""
    kind = gettext_in(order.language, _NAMES.get(to, _REPORT))
    about = gettext_in(order.language, _COUNTRY) if scope is None else scope.name
    parts = [f"{slug(kind)}-iso9001", order.as_of.isoformat(), slug(about)]
    if order.length is Length.FULL and to in {To.DOCX, To.XLSX, To.PDF}:
        parts.append(slug(gettext_in(order.language, _FULL)))
    return f"{'_'.join(parts)}.{ENDINGS.get(to, to.value)}"


def slug(text: str) -> str:
    """Return a text as part of a file's name: small letters without marks, digits and hyphens."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain.lower() if letter.isascii())).strip("-")


_REPORT: Final = N_("report")
_COUNTRY: Final = N_("whole-country")
_FULL: Final = N_("full")
