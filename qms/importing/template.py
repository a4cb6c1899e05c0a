"""Templates: the agencies of a ministry or province with their present state, to be filled in and sent back.

Sent back as it was, a template changes nothing. A status row tells the newest event of its agency under the name that
the agency had on that day; where it is called otherwise today, and where there is no report yet, only the agency is
there, and a row that states nothing else is left alone.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from qms.coverage.ledger import BLANK, STANDING
from qms.i18n import N_, current_language, gettext_in, label
from qms.importing.columns import COLUMNS, Kind, column_label
from qms.inert import is_like_a_formula, protected
from qms.register import resolve
from qms.vocabulary import Assurance, Level, Region, Scope, Standard, Status, Succession

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qms.coverage.ledger import Ledger
    from qms.importing.plan import Standing
    from qms.store.facts import Event

VALIDATED_ROWS: Final = 5_000
"""Rows below the header that have drop-downs and formats; agencies beyond them are rows all the same."""

WORDS: Final[dict[str, type[StrEnum]]] = {
    "level": Level,
    "scope": Scope,
    "status": Status,
    "standard": Standard,
    "assurance": Assurance,
    "region": Region,
    "succession": Succession,
}
"""Columns that take words of a closed set."""

DAYS: Final = ("effective_date", "decision_date", "valid_from", "valid_to")
COUNTS: Final = ("procedures_total", "procedures_covered")

GUIDANCE: Final = (
    N_("Fill in one row for each agency that has news. Leave the other rows as they are: they change nothing."),
    N_("Blank means: not stated, unchanged. A single hyphen (-) takes a value back; names and codes cannot be."),
    N_("Days are written day/month/year. A status holds from its effective date, which cannot lie in the future."),
    N_("Codes are texts: leading zeros belong to them. Code and name must agree on the effective date."),
    N_("Procedures: the total, and those of them that the announced system covers; never more than the total."),
    N_("Take statuses, levels and scopes from the lists. Do not rename the columns and do not merge cells."),
)

Value = str | int | date | StrEnum | None


class Place(NamedTuple):
    """What one version says of an agency."""

    version: int
    code: str | None
    name: str
    scope: Scope | None
    parent: int


@dataclass(frozen=True)
class Template:
    """A template: its kind, and one row of values an agency, by the columns' English names."""

    kind: Kind
    rows: tuple[Mapping[str, Value], ...]

    @property
    def columns(self) -> list[str]:
        """The columns in the order of the template."""
        return [column.name for column in COLUMNS[self.kind]]


def make_template(ledger: Ledger, standing: Standing, kind: Kind, *, today: date, under: str | None = None) -> Template:
    """Return the template of a kind with the agencies open today, `under` one of them (itself included) or all.

    Raises WrongUsage when `under` names no agency, or several.
    """
    register = _Register(ledger, today)
    cells = register.open_under(under)
    if kind is Kind.REGISTER:
        return Template(kind, tuple(register.row(agency) for agency, _event in cells))
    ids = [int(ledger.events.id[event]) for _agency, event in cells if event != BLANK]
    events = standing.events(ids) if ids else {}
    rows = (
        register.status_row(agency, None if event == BLANK else events[int(ledger.events.id[event])])
        for agency, event in cells
    )
    return Template(kind, tuple(rows))


class _Register:
    """The standing versions, asked by agency (index) and day."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self._ledger, self._today = ledger, today
        versions = ledger.versions
        self._kept = np.flatnonzero(versions.voided_by == STANDING)
        self._keys = (versions.agency[self._kept].astype(np.int64) << 32) | versions.valid_from[self._kept]

    def open_under(self, under: str | None) -> list[tuple[int, int]]:
        """Return the agencies that are open today, with the index of their newest event."""
        root = BLANK if under is None else resolve(self._ledger, under, self._today) - 1
        cells = self._ledger.timeline(self._ledger.version, root).on(self._today.toordinal())
        chosen = cells if root == BLANK else cells.where(cells.top == root)
        return list(zip(chosen.agency.tolist(), chosen.event.tolist(), strict=True))

    def on(self, agency: int, day: date) -> Place | None:
        """Return what holds of an agency on a day; None where it is not open."""
        at = int(np.searchsorted(self._keys, (agency << 32) | day.toordinal(), side="right")) - 1
        versions = self._ledger.versions
        version = int(self._kept[at]) if at >= 0 else BLANK
        if version == BLANK or int(versions.agency[version]) != agency or not versions.is_open[version]:
            return None
        scope = int(versions.scope[version])
        return Place(
            version,
            versions.code[version],
            versions.name[version] or "",
            None if scope == BLANK else list(Scope)[scope],
            int(versions.parent[version]),
        )

    def code_on(self, agency: int, day: date) -> str | None:
        """Return the code of an agency on a day."""
        place = None if agency == BLANK else self.on(agency, day)
        return place.code if place else None

    def level(self, agency: int) -> Level:
        """Return the level of an agency."""
        return list(Level)[int(self._ledger.levels[agency])]

    def status_row(self, agency: int, event: Event | None) -> dict[str, Value]:
        """Return an agency with its newest event, as far as both can stand in one row."""
        present = self.on(agency, self._today)
        then = self.on(agency, event.effective_on) if event else None
        if present is None:
            return {}
        told = event if then and (then.code, then.name) == (present.code, present.name) else None
        day = told.effective_on if told else self._today
        held = (then if told else None) or present
        parents = {self.code_on(held.parent, day), self.code_on(present.parent, self._today)}
        row: dict[str, Value] = {
            "agency_code": present.code,
            "agency_name": present.name,
            "level": self.level(agency),
            "scope": present.scope if held.scope == present.scope else None,
            "parent_code": parents.pop() if len(parents) == 1 else None,
        }
        return row | (_stated(told) if told else {})

    def row(self, agency: int) -> dict[str, Value]:
        """Return what holds of an agency today, as a row of the register that says it."""
        place, versions = self.on(agency, self._today), self._ledger.versions
        if place is None:
            return {}
        since = date.fromordinal(int(versions.valid_from[place.version]))
        region, locality = int(versions.region[place.version]), int(versions.locality[place.version])
        return {
            "code": place.code,
            "name": place.name,
            "name_en": versions.name_en[place.version],
            "level": self.level(agency),
            "scope": place.scope,
            "parent_code": self.code_on(place.parent, since),
            "region": None if region == BLANK else list(Region)[region],
            "locality": self.code_on(locality, since),
            "valid_from": since,
        }


def _stated(event: Event) -> dict[str, Value]:
    return {
        "status": event.status,
        "effective_date": event.effective_on,
        "procedures_total": event.procedures_total,
        "procedures_covered": event.procedures_covered,
        "standard": event.standard,
        "decision_no": event.decision_no,
        "decision_date": event.decision_on,
        "assurance": event.assurance,
        "source": event.source,
        "note": event.note,
    }


def to_csv(template: Template, language: str | None = None) -> bytes:
    """Return a template as CSV: UTF-8 with its mark, commas, CRLF, ISO days, words as the language says them."""
    spoken = language or current_language()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column_label(name, spoken) for name in template.columns])
    for row in template.rows:
        writer.writerow([_printed(row.get(name), spoken) for name in template.columns])
    return text.getvalue().encode("utf-8-sig")


def _printed(value: Value, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return word_shown(value, language)
    if isinstance(value, date):
        return value.isoformat()
    return protected(value) if isinstance(value, str) else str(value)


def word_shown(word: StrEnum, language: str) -> str:
    """Return a word as template and drop-down show it: an edition by its year, others by their label."""
    return word.value if isinstance(word, Standard) else label(word, language)


def to_xlsx(template: Template, language: str | None = None) -> bytes:
    """Return a template as a workbook: the rows, a sheet of guidance, and the hidden lists of the drop-downs."""
    from xlsxwriter import Workbook

    spoken = language or current_language()
    file = io.BytesIO()
    book = Workbook(
        file, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(gettext_in(spoken, N_("Data")))
    guidance = book.add_worksheet(gettext_in(spoken, N_("Guidance")))
    lists = book.add_worksheet("lists")
    lists.hide()
    _write_rows(book, sheet, template, spoken)
    _write_lists(book, lists, sheet, template.columns, spoken)
    _write_guidance(book, guidance, template, spoken)
    book.close()
    return file.getvalue()


def _write_rows(book: Any, sheet: Any, template: Template, language: str) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
    formats = {name: book.add_format(_format_of(name)) for name in template.columns}
    inert = {name: book.add_format({**_format_of(name), "quote_prefix": True}) for name in template.columns}
    for place, name in enumerate(template.columns):
        sheet.set_column(place, place, _WIDE.get(name, 16), formats[name])
        sheet.write_string(0, place, column_label(name, language), head)
    for line, row in enumerate(template.rows, 1):
        for place, name in enumerate(template.columns):
            value = row.get(name)
            if isinstance(value, StrEnum):
                sheet.write_string(line, place, word_shown(value, language), formats[name])
            elif isinstance(value, str):
                chosen = inert if is_like_a_formula(value) else formats
                sheet.write_string(line, place, value, chosen[name])
            elif isinstance(value, int):
                sheet.write_number(line, place, value, formats[name])
            elif value is not None:
                sheet.write_datetime(line, place, value, formats[name])
    sheet.freeze_panes(1, 2)
    last = max(len(template.rows), 1)
    sheet.ignore_errors({"number_stored_as_text": f"A2:{_letter(len(template.columns) - 1)}{last + 1}"})


_WIDE: Final = {"agency_name": 40, "name": 40, "name_en": 30, "source": 30, "note": 40, "legal_act": 40}


def _format_of(column: str) -> dict[str, str]:
    if column in DAYS:
        return {"num_format": "dd/mm/yyyy"}
    return {"num_format": "#,##0" if column in COUNTS else "@"}


def _write_lists(book: Any, lists: Any, sheet: Any, columns: Sequence[str], language: str) -> None:
    for place, (column, words) in enumerate(_with_words(columns)):
        for line, word in enumerate(words):
            lists.write_string(line, place, word_shown(word, language))
        letter = _letter(place)
        book.define_name(f"list_{column}", f"=lists!${letter}$1:${letter}${len(words)}")
        at = columns.index(column)
        sheet.data_validation(
            1, at, VALIDATED_ROWS, at, {"validate": "list", "source": f"=list_{column}", "error_type": "warning"}
        )


def _with_words(columns: Sequence[str]) -> Iterator[tuple[str, list[StrEnum]]]:
    for column in columns:
        if column in WORDS:
            yield column, list(WORDS[column])


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _write_guidance(book: Any, sheet: Any, template: Template, language: str) -> None:
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    title = {
        Kind.STATUS: N_("Reporting the state of quality management systems"),
        Kind.REGISTER: N_("Changing the register of agencies"),
    }[template.kind]
    sheet.write_string(0, 0, gettext_in(language, title), book.add_format({"bold": True, "font_size": 14}))
    for line, sentence in enumerate(GUIDANCE, 2):
        sheet.write_string(line, 0, gettext_in(language, sentence))
