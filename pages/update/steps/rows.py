"""Step 3: what becomes of each row: the sum in sight, filters, search, page by page, the rejected rows as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.parts.choices import agency_href, follow_link, keep_in_link
from pages.parts.paper import show
from pages.parts.table import table
from pages.update.steps.bar import Step, anchor
from pages.update.steps.cells import class_chip, row_chip, row_says
from qms.charts.html import Html, element, joined, link
from qms.coverage import Ledger
from qms.coverage.earlier import Stood, stood_before
from qms.i18n import N_, _, current_language, format_count, format_date, ngettext
from qms.importing.apply import Prepared, rejected_rows
from qms.importing.plan import ImportPlan, PlannedRow, RowClass
from qms.importing.preview import Page, Preview, Shown
from qms.importing.problems import shown
from qms.importing.waiting import Planned, Waiting

PILLS: Final = {
    Shown.ALL: N_("All {count}"),
    Shown.REJECTED: N_("Rejected {count}"),
    Shown.NOTED: N_("Note {count}"),
    Shown.CHANGED: N_("Changed {count}"),
    Shown.NEW: N_("New {count}"),
    Shown.UNCHANGED: N_("Unchanged {count}"),
}
_KEY, _WORDS_KEY, _PAGE_KEY = "rows", "find", "page-of-rows"
_LONGEST_SEARCH: Final = 100


def show_rows(ledger: Ledger, waiting: Waiting, planned: Planned) -> None:
    """Show the sum of the rows, and the rows, each beside where its agency stood before."""
    prepared, preview = planned.prepared, planned.preview
    show(element("div", sum_of_rows(prepared.plan), id=anchor(Step.ROWS)))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="row-filters"):
        chosen = _show_pills(preview)
        words = _show_search()
    page = _page(preview, chosen, words)
    show(
        _table(page, ledger)
        if page.rows
        else element("p", _("No row is like this. Please choose all rows."), class_="q-soft")
    )
    _show_pages(page)
    _show_rejected(waiting, prepared)


def sum_of_rows(plan: ImportPlan) -> Html:
    """Return the sum that adds up in sight: rows read = new + changed + unchanged + rejected."""
    counts = plan.counts
    terms = [element("li", element("b", format_count(len(plan.rows))), element("span", _("rows read")))]
    for at, outcome in enumerate(RowClass):
        sign = element("span", "+" if at else "=", class_="q-up-operator")
        term = element(
            "span", element("b", format_count(counts[outcome.value])), class_chip(outcome), class_="q-up-term"
        )
        terms.append(element("li", sign, term))
    return element("ul", *terms, class_="q-up-row-sum")


def _show_pills(preview: Preview) -> Shown:
    there = [one for one in Shown if preview.counts[one] or one is Shown.ALL]
    order = [one for one in PILLS if one in there]
    asked = st.query_params.get(_KEY, Shown.ALL.value)
    follow_link(_KEY, asked, Shown(asked) if asked in {one.value for one in order} else Shown.ALL)
    if st.session_state[_KEY] not in order:
        st.session_state[_KEY] = Shown.ALL
    chosen = st.pills(
        _("Show rows"),
        order,
        key=_KEY,
        required=True,
        format_func=lambda one: _(PILLS[one]).format(count=format_count(preview.counts[one])),
        on_change=_first_page,
    )
    shown_ = chosen or Shown.ALL
    keep_in_link(_KEY, shown_.value, Shown.ALL.value)
    return shown_


def _show_search() -> str:
    asked = st.query_params.get(_WORDS_KEY, "")[:_LONGEST_SEARCH]
    follow_link(_WORDS_KEY, asked, asked)
    words: str = st.text_input(
        _("Find an agency, a code or a line"),
        key=_WORDS_KEY,
        max_chars=_LONGEST_SEARCH,
        placeholder=_("with or without diacritics"),
        on_change=_first_page,
    )
    keep_in_link(_WORDS_KEY, words, "")
    return words


def _first_page() -> None:
    st.session_state[_PAGE_KEY] = 1


def _turn_to(page: int) -> None:
    st.session_state[_PAGE_KEY] = page


def _page(preview: Preview, chosen: Shown, words: str) -> Page:
    return preview.page(chosen, st.session_state.get(_PAGE_KEY, 1), words=words)


def _show_pages(page: Page) -> None:
    """Say which rows are shown of how many, with the way to those before and behind."""
    if page.pages == 1:
        return
    said = _("Rows {first}–{last} of {count}").format(
        first=format_count(page.first), last=format_count(page.last), count=format_count(page.found)
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(element("div", element("p", said), class_="q q-soft q-small"), width="content")
        if page.page > 1:
            st.button(_("← Page before"), key="rows-before", type="tertiary", on_click=_turn_to, args=(page.page - 1,))
        if page.page < page.pages:
            st.button(_("Next page →"), key="rows-next", type="tertiary", on_click=_turn_to, args=(page.page + 1,))


def _table(page: Page, ledger: Ledger) -> Html:
    heads = (
        (_("Line"), "q-number"),
        (_("Outcome"), None),
        (_("Agency"), "q-minor"),
        (_("From"), "q-minor q-number"),
        (_("Content"), None),
    )
    return table(
        _("Outcome row by row, rows with errors first · lines as in the file"),
        heads,
        map(_row, page.rows, _stood(page.rows, ledger)),
        class_="q-up-rows",
    )


def _stood(rows: Sequence[PlannedRow], ledger: Ledger) -> list[Stood | None]:
    """Return where the agency of each row stood on the eve of its day; None where there is no such agency or day."""
    asked = [(row.agency.id, row.day) if row.agency and row.agency.id is not None and row.day else None for row in rows]
    stood = iter(stood_before(ledger, [one for one in asked if one is not None]))
    return [None if one is None else next(stood) for one in asked]


def _row(row: PlannedRow, before: Stood | None) -> Html:
    name, day = _name(row), "" if row.day is None else format_date(row.day)
    under = joined([part for part in (element("b", name), day) if part], " · ")
    return element(
        "tr",
        element("td", format_count(row.line), class_="q-number"),
        element("td", row_chip(row)),
        element("th", name, scope="row", class_="q-minor"),
        element("td", day, class_="q-minor q-number"),
        element("td", element("span", under, class_="q-under"), row_says(row, before)),
    )


def _name(row: PlannedRow) -> object:
    agency = row.agency
    if agency is None:
        return ""
    name = shown(agency.name) or shown(agency.code or "")
    return name if agency.id is None else link(agency_href(agency.id), name)


def _show_rejected(waiting: Waiting, prepared: Prepared) -> None:
    """Offer the rejected rows as a file, where there are any."""
    count = prepared.plan.counts[RowClass.REJECTED.value]
    if not count:
        return
    language = current_language()
    st.download_button(
        rejected_label(count),
        data=lambda: rejected_rows(prepared, language) or b"",
        file_name=rejected_name(waiting.name),
        mime="text/csv",
        key="rejected-rows",
        on_click="ignore",
    )


def rejected_label(count: int) -> str:
    """Return what the file of the rejected rows is called on its button."""
    words = ngettext(
        "Download the {count} rejected row with its reason",
        "Download the {count} rejected rows with their reasons",
        count,
    )
    return words.format(count=format_count(count))


def rejected_name(name: str) -> str:
    """Return the name of the file of rejected rows."""
    return f"{name.rpartition('.')[0] or name}.rejected.csv"
