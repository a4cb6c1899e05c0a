"""An order of a report: its content, its pages as pictures, and the file; each made once for the same data."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import streamlit as st

from qms.charts.html import Html, element
from qms.coverage import Group, Ledger, Stamp, figures
from qms.i18n import _, format_count
from qms.reports.content import Chart, Judgement, Length, Report, Section, Table
from qms.reports.goals import Goal
from qms.reports.letters import letters
from qms.reports.opendata_tables import resources
from qms.reports.orders import MIMES, Order, To, file_name, made
from qms.reports.paper import appendix_label, on_paper
from qms.reports.pdf import pictures_of
from qms.reports.settings import Office, template_of
from qms.reports.xlsx import sheets_of
from qms.store.database import Database
from qms.store.history import recorded_by
from qms.store.standing import StandingFacts
from qms.store.targets import goals_known
from qms.vocabulary import Measure

_SHARPNESS: Final = 96.0
"""Dots per inch of a page on the screen."""


@dataclass(frozen=True)
class Wanted:
    """An order with all that it is made from."""

    database: Database
    ledger: Ledger
    stamp: Stamp
    order: Order
    office: Office

    @property
    def key(self) -> tuple[str, Order, Office]:
        """What the same bytes come of."""
        return self.stamp.chain_head, self.order, self.office

    @property
    def recorded_by(self) -> str:
        """Who recorded the last batch behind the figures."""
        return recorded_by(self.database, self.stamp.data_version)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The targets that were known."""
        return goals_known(self.database, self.stamp.data_version)


def content_of(wanted: Wanted) -> Report:
    """Return what the report says."""
    return _content(wanted, *wanted.key)


@st.cache_resource(max_entries=32, show_spinner=False)
def _content(_wanted: Wanted, head: str, order: Order, office: Office) -> Report:  # noqa: ARG001 – the key
    return order.content(_wanted.ledger, office, _wanted.recorded_by, goals=_wanted.goals)


def pages_of(wanted: Wanted) -> list[bytes]:
    """Return the pages of the summary as pictures."""
    brief = replace(wanted, order=wanted.order._replace(length=Length.SUMMARY))
    return _pages(brief, *brief.key)


@st.cache_resource(max_entries=32, show_spinner=False)
def _pages(_wanted: Wanted, head: str, order: Order, office: Office) -> list[bytes]:  # noqa: ARG001 – the key
    return pictures_of(content_of(_wanted), ppi=_SHARPNESS)


def download(wanted: Wanted, to: To) -> None:
    """Offer to make the file, and when it is made, to take it."""
    ordered = (*wanted.key, to)
    if st.button(_("Make the file"), type="primary", key="make"):
        st.session_state["ordered"] = ordered
    if st.session_state.get("ordered") != ordered:
        return
    with st.spinner(_("Making the file …")):
        content = _file(wanted, *wanted.key, to.value)
    scope = content_of(wanted).identity.scope
    name = file_name(wanted.order, to, scope)
    st.download_button(
        _("Take {name}").format(name=name), content, file_name=name, mime=MIMES[to], key="take", on_click="ignore"
    )
    if to is To.CSV:
        st.download_button(
            _("Take it without the mark for spreadsheets (BOM)"),
            content.removeprefix(BOM_UTF8),
            file_name=name,
            mime=MIMES[to],
            key="take-bare",
            on_click="ignore",
            type="tertiary",
        )


@st.cache_resource(max_entries=16, show_spinner=False)
def _file(_wanted: Wanted, head: str, order: Order, office: Office, to: str) -> bytes:  # noqa: ARG001 – the key
    return made(
        _wanted.ledger,
        order,
        To(to),
        office=office,
        recorded_by=_wanted.recorded_by,
        decisions=StandingFacts(_wanted.database).decisions() if order.wants_decisions(To(to)) else {},
        goals=_wanted.goals,
        template=template_of(office),
        apart=True,
    )


def parents_on(ledger: Ledger, as_of: date, known_on: datetime | None) -> dict[str, Group]:
    """Return the ministries and provinces of a day by what links call them."""
    found = figures(ledger, as_of, known_on=known_on, measures=(Measure.MINISTRIES, Measure.PROVINCES), by_parent=True)
    groups = [figure.group for figure in found if figure.group is not None]
    return {f"{group.level}:{group.code}": group for group in groups}


def contents_list(wanted: Wanted, to: To) -> Html:
    """Return what the file will hold: sections and tables, sheets, the tables of open data, or to whom letters go."""
    match to:
        case To.LETTERS:
            names = [letter.title for letter in _letters(wanted, *wanted.key).values()]
            parts = [element("li", name) for name in names]
        case To.DATAPACKAGE:
            order = wanted.order
            parts = [element("li", _(one.title)) for one in resources(wanted.ledger, order.as_of, order.known_on)]
        case To.CSV:
            compared = wanted.order.compare_to is not None
            parts = [element("li", _("The figures of the day, one a line"))]
            parts += [element("li", _("Those of the day it is compared with"))] if compared else []
        case To.XLSX:
            parts = list(_sheets(wanted))
        case _:
            parts = list(_sections(content_of(wanted), to))
    return element("ul", *parts, class_="q-contents")


@st.cache_resource(max_entries=16, show_spinner=False)
def _letters(_wanted: Wanted, head: str, order: Order, office: Office) -> dict[str, Report]:  # noqa: ARG001 – the key
    return letters(_wanted.ledger, order, office=office, recorded_by=_wanted.recorded_by)


def _sheets(wanted: Wanted) -> Iterator[Html]:
    """Yield the sheets of the workbook."""
    content = content_of(wanted)
    yield element("li", element("b", content.words.cover))
    for name, words in sheets_of(content):
        yield element("li", element("b", name), f": {words}")
    if wanted.order.lists_agencies(To.XLSX):
        yield element("li", element("b", content.words.agencies), ": ", _("one row an agency"))


def _sections(content: Report, to: To) -> Iterator[Html]:
    """Yield the sections that a format prints."""
    for section in content.sections:
        if to is To.DOCX or not section.is_judgement:
            yield element("li", element("b", section.title), _blocks(section, to))
    for place, section in enumerate(content.appendices, 1):
        yield element("li", element("b", f"{appendix_label(content, place)}: {section.title}"), _blocks(section, to))


def _blocks(section: Section, to: To) -> Html | None:
    items = [element("li", words) for words in _told(section, to)]
    return element("ul", *items) if items else None


def _told(section: Section, to: To) -> Iterator[str]:
    for block in section.walk():
        match block:
            case Table():
                yield _rows(block, to)
            case Chart():
                yield block.finding
            case Judgement() if to is To.DOCX:
                yield _("For the office to write: {hint}").format(hint=block.hint)


def _rows(table: Table, to: To) -> str:
    """Return what a table is about, and how many of its rows a format prints."""
    count, shown = len(table.rows), len(on_paper(table) if to is To.PDF else table.rows)
    if shown == count:
        return _("{caption} ({count} rows)").format(caption=table.caption, count=format_count(count))
    sentence = _("{caption} (the first {shown} of {count} rows)")
    return sentence.format(caption=table.caption, shown=format_count(shown), count=format_count(count))
