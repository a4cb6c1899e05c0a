"""What recording a form would do: old beside new, what is wrong with it, the figures that move; then the act itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import streamlit as st

from pages.parts.choices import there
from pages.parts.effects import UNNAMED, States, effects_block, moved_sentence
from pages.parts.entries import told_value
from pages.parts.entry_fields import clear, field_name
from pages.parts.menu import UPDATE
from pages.parts.paper import show
from pages.parts.table import table
from pages.parts.visit import Visit
from qms.charts.html import Html, element, joined, link
from qms.errors import QmsError, Unsettled
from qms.i18n import N_, _, format_date, format_moment, set_language
from qms.importing.apply import PlanChangedError, Prepared, apply
from qms.importing.effect import Effect
from qms.importing.form import FIELDS, means_another
from qms.importing.plan import Outcome, PlannedRow, RowClass
from qms.importing.problems import Problem
from qms.vocabulary import MAX_TEXT, Role

PLAN: Final = "entry:plan"
DONE: Final = "entry:done"
_SAID: Final = "entry:said"
_CHIPS: Final = {
    RowClass.NEW: ("added", "+", N_("new")),
    RowClass.CHANGED: ("changed", "→", N_("changed")),
    RowClass.UNCHANGED: ("same", "=", N_("unchanged")),
    RowClass.REJECTED: ("taken_back", "×", N_("rejected")),
}


class Planned(NamedTuple):
    """A form that was planned: of which agency, and what it would do."""

    agency: int
    prepared: Prepared


def show_plan(visit: Visit, agency: int, prepared: Prepared) -> None:
    """Show what recording would do: the row with old beside new, its problems, the figures; then the act itself."""
    plan, said = prepared.plan, st.session_state.pop(_SAID, None)
    if said:
        show(line("note", _("note"), said))
    if means_another(prepared, agency):
        another = _("On this day the name and code belong to another body. Please enter the status there.")
        show(line("error", _("error"), another, *(_other_links(prepared, agency))))
        return
    outcome = plan.outcome()
    show(
        element("h2", _("What recording would do"), class_="q-finding q-apart", id="preview"),
        element("p", _OUTCOMES_SAID[outcome]()),
        *(_row(row) for row in plan.rows),
        _problems(plan.problems),
    )
    if prepared.earlier and outcome is not Outcome.UNCHANGED:
        earlier = _("The same was recorded as batch {batch} by {by} on {moment}.").format(
            batch=prepared.earlier.batch, by=prepared.earlier.by, moment=format_moment(prepared.earlier.recorded_at)
        )
        show(element("p", earlier, class_="q-soft"))
    if outcome is Outcome.WOULD_APPLY:
        _show_act(visit, prepared)


def _other_links(prepared: Prepared, agency: int) -> Iterator[Html]:
    for row in prepared.plan.rows:
        if row.agency is not None and row.agency.id not in (None, agency):
            yield link(there(UPDATE, agency=row.agency.id), row.agency.name)


_OUTCOMES_SAID: Final[dict[Outcome, Callable[[], str]]] = {
    Outcome.WOULD_APPLY: lambda: _("It can be recorded; nothing was written yet."),
    Outcome.UNCHANGED: lambda: _("All of this stands already; there is nothing to record."),
    Outcome.REFUSED: lambda: _("It cannot be recorded as it stands; nothing was written."),
}


def _row(row: PlannedRow) -> Html:
    """Return the row's class and its columns, what held before beside what will hold."""
    name, sign, words = _CHIPS[row.outcome]
    chip = element("span", element("i", sign, aria_hidden="true"), _(words), class_=f"q-row q-row-{name}")
    day = None if row.day is None else format_date(row.day)
    called = joined([part for part in (row.agency and row.agency.name, day) if part], " · ")
    heading = element("p", chip, " ", called)
    if not row.changes:
        return heading
    heads = ((_("Column"), None), (_("Before"), None), (_("After"), None))
    rows = [
        element(
            "tr",
            element("th", field_name(one.column), scope="row"),
            element("td", "–" if one.old is None else told_value(one.old)),
            element("td", element("b", "–" if one.new is None else told_value(one.new))),
        )
        for one in row.changes
    ]
    return joined([heading, table(_("What the row changes"), heads, rows)])


def _problems(problems: Sequence[Problem]) -> Html:
    """Return what is wrong, and what deserves a word, each with the field it concerns."""
    lines = []
    for one in problems:
        field = f"{field_name(one.column)}: " if one.column in FIELDS else ""
        kind, word = ("error", _("error")) if one.is_error else ("note", _("note"))
        lines.append(line(kind, word, f"{field}{one.sentence()}"))
    return joined(lines)


def line(kind: str, chip: str, *said: object) -> Html:
    """Return a line with its chip: an error, or a note."""
    body = element("p", joined(said, " "))
    role = "alert" if kind == "error" else "status"
    return element("div", element("span", chip, class_="q-chip"), body, class_=f"q-{kind} q-said-line", role=role)


def _show_act(visit: Visit, prepared: Prepared) -> None:
    """Show the figures that move, and the button that records."""
    for effects in _by_day(prepared.plan.effect):
        finding = _("{finding} (by {day}).").format(finding=moved_sentence(effects), day=format_date(effects[0].as_of))
        show(element("h3", finding, class_="q-finding q-apart"), effects_block(effects, _STATES))
    st.text_input(_("Note of the batch"), key="entry-batch-note", max_chars=MAX_TEXT)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Record"), key="entry-record", type="primary", on_click=_record, args=(visit,))
        st.button(_("Cancel"), key="entry-cancel", on_click=_cancel)


_STATES: Final = States(None, UNNAMED)


def _by_day(effects: Sequence[Effect]) -> list[list[Effect]]:
    """Return the effects day by day; where a later day says the same as the first, it is left out."""
    days = [[one for one in effects if one.as_of == day] for day in dict.fromkeys(one.as_of for one in effects)]
    told = [[(one.measure, one.group, one.before, one.after) for one in day] for day in days]
    return [day for place, day in enumerate(days) if told[place] not in told[:place]]


def _cancel() -> None:
    for key in (PLAN, _SAID):
        st.session_state.pop(key, None)


def _record(visit: Visit) -> None:
    """Record what was shown; where somebody else wrote meanwhile and it would do something else, show that first."""
    set_language(visit.language)  # what follows a button runs before the page, in a language of nobody's choice
    planned: Planned | None = st.session_state.get(PLAN)
    if planned is None or not visit.rights.may(Role.ANALYST):
        return
    note = str(st.session_state.get("entry-batch-note") or "").strip()
    try:
        done = apply(visit.database, planned.prepared, by=visit.rights.who, note=note or None)
    except PlanChangedError as changed:
        st.session_state[PLAN] = planned._replace(prepared=changed.prepared)
        st.session_state[_SAID] = _(
            "Somebody else recorded something meanwhile, so nothing was written. What is shown here is new."
        )
        return
    except QmsError as error:
        untold = "" if isinstance(error, Unsettled) else _("Nothing was changed; what was entered is still here.")
        st.session_state[_SAID] = f"{error} {untold}".strip()
        return
    _cancel()
    clear(planned.agency)
    st.session_state[DONE] = (planned.agency, done)
