"""Step 5: whose report it is, the sentence that says what will be written, and the button, when it can act."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from pages.parts.paper import show
from pages.parts.received import period_name
from pages.parts.visit import Visit
from pages.update.steps.bar import Step, anchor
from pages.update.steps.file import WAITS, note_line
from pages.update.steps.plan import plan_changed
from qms.charts.html import element
from qms.coverage import Ledger
from qms.errors import QmsError, WrongUsage
from qms.i18n import _, current_language, format_count, ngettext
from qms.importing.apply import Applied, PlanChangedError, Prepared, Report, apply, rejected_rows
from qms.importing.plan import Outcome, RowClass
from qms.importing.waiting import FILES, Receipt, Waiting
from qms.register import OpenAgency, open_agencies
from qms.store.history import history
from qms.store.receipts import last_day, periods
from qms.vocabulary import MAX_TEXT, PARENT_LEVELS

_ASKED: Final = "recording"
_NOT_STATED: Final = ""
_CHOICES: Final = ("accept_valid", "note", "reporter", "period")


def take_choices(waiting: Waiting) -> None:
    """Take over what the fields of this step hold, before anything above them speaks of it."""
    now = {name: st.session_state[_key(waiting, name)] for name in _CHOICES if _key(waiting, name) in st.session_state}
    waiting.choose(**now)


def _key(waiting: Waiting, name: str) -> str:
    return f"{name}:{waiting.token}"


def show_record(visit: Visit, waiting: Waiting, prepared: Prepared) -> None:
    """Show the fields of this step, what would be written, and the button when it can act."""
    show(element("h2", _("Record"), class_="q-up-title", id=anchor(Step.RECORD)))
    _show_check_box(waiting, prepared)
    if _can_come_to_something(prepared):
        _show_fields(visit, waiting)
    said, label, hint = _intent(visit, waiting, prepared)
    if said:
        show(note_line(element("p", said)))
    if hint:
        show(element("p", hint, class_="q-soft"))
    with st.container(horizontal=True, gap="small"):
        if label:
            st.button(label, type="primary", key="record", on_click=_ask, args=(waiting.token, prepared))
        show_another(waiting)


def show_another(waiting: Waiting) -> None:
    """Show the way to another file."""
    st.button(_("Put this file aside, choose another"), key="another", on_click=begin_anew, args=(waiting.token,))


def _can_come_to_something(prepared: Prepared) -> bool:
    """Tell whether there is a batch or a receipt that these rows could become."""
    return prepared.plan.outcome(accept_valid=True) is not Outcome.REFUSED


def _ask(token: str, prepared: Prepared) -> None:
    """Put down which plan was on the screen when the button was pressed: that one is recorded, or none."""
    st.session_state[_ASKED] = (token, prepared)


def begin_anew(token: str) -> None:
    """Let a file go; the page begins with the next one."""
    FILES.drop(token)
    st.query_params.pop(WAITS, None)
    for key in ("rows", "find"):
        st.query_params.pop(key, None)


def _show_check_box(waiting: Waiting, prepared: Prepared) -> None:
    rejected = prepared.plan.counts[RowClass.REJECTED.value]
    if not (rejected and prepared.plan.changes):
        return
    words = ngettext(
        "Record the valid rows only, give back the {count} rejected row",
        "Record the valid rows only, give back the {count} rejected rows",
        rejected,
    )
    value, key = waiting.choices.accept_valid, _key(waiting, "accept_valid")
    st.checkbox(words.format(count=format_count(rejected)), value=value, key=key)


def _show_fields(visit: Visit, waiting: Waiting) -> None:
    chosen = waiting.choices
    reporters = reporters_of(visit.ledger, visit.stamp.chain_head, visit.today)
    known = periods(history(visit.database), visit.today)
    of_period = [_NOT_STATED, *dict.fromkeys([*known, chosen.period] if chosen.period else known)]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        codes = [_NOT_STATED, *reporters]
        st.selectbox(
            _("Report of (ministry, province)"),
            codes,
            index=codes.index(chosen.reporter) if chosen.reporter in codes else 0,
            format_func=lambda code: reporters[code] if code else _("not stated"),
            key=_key(waiting, "reporter"),
        )
        st.selectbox(
            _("Period of the report"),
            of_period,
            index=of_period.index(chosen.period) if chosen.period in of_period else 0,
            format_func=lambda period: _period(period) if period else _("not stated"),
            accept_new_options=True,
            key=_key(waiting, "period"),
        )
    st.text_input(_("Note for the history"), value=chosen.note, max_chars=MAX_TEXT, key=_key(waiting, "note"))


def _period(period: str) -> str:
    """Return what a period is called; one that was typed and is none stays as it is."""
    try:
        return period_name(period)
    except WrongUsage:
        return period


@st.cache_resource(max_entries=4, show_spinner=False)
def reporters_of(_ledger: Ledger, head: str, today: date) -> dict[str, str]:  # noqa: ARG001 – the key
    """Return the ministries and provinces open today, by level:code."""
    everyone = open_agencies(_ledger.timeline(_ledger.version), today)
    parents = sorted((one for one in everyone if one.level in PARENT_LEVELS), key=_by_level_and_code)
    return {f"{one.level.value}:{one.code}": f"{one.name} ({one.code})" for one in parents}


def _by_level_and_code(agency: OpenAgency) -> tuple[int, str]:
    return PARENT_LEVELS.index(agency.level), agency.code


def _intent(visit: Visit, waiting: Waiting, prepared: Prepared) -> tuple[str | None, str | None, str | None]:
    """Return what would be written, the words on the button, and what is asked for first; None where there is none."""
    chosen, plan = waiting.choices, prepared.plan
    if bool(chosen.reporter) != bool(chosen.period):
        return None, None, _("A report is recorded with both its sender and its period; please choose both or neither.")
    try:
        last_day(chosen.period or f"{visit.today.year}")
    except WrongUsage as error:
        return None, None, str(error)
    outcome = plan.outcome(accept_valid=chosen.accept_valid)
    if outcome is Outcome.UNCHANGED:
        return _receipt_only(chosen.reporter)
    if outcome is Outcome.REFUSED:
        return None, None, _refused(prepared)
    counts = plan.counts
    written = counts["new"] + counts["changed"]
    words = ngettext("Record {count} row", "Record {count} rows", written).format(count=format_count(written))
    return _will_write(visit, counts, written), words, None


def _receipt_only(reporter: str) -> tuple[str | None, str | None, str | None]:
    if not reporter:
        hint = _("The file says nothing new. To record that the report came, please choose its sender and its period.")
        return None, None, hint
    return _("No figure changes; that the report came is recorded."), _("Record that the report came"), None


def _refused(prepared: Prepared) -> str:
    if prepared.plan.changes:
        return _("With rejected rows nothing is recorded, unless only the valid rows are asked for above.")
    return _("No row can be recorded. Please mend the rejected rows and choose the file again.")


def _will_write(visit: Visit, counts: dict[str, int], written: int) -> str:
    said = [
        ngettext(
            "{count} row will be recorded as batch {batch}.", "{count} rows will be recorded as batch {batch}.", written
        ).format(count=format_count(written), batch=format_count(visit.ledger.version + 1))
    ]
    if counts["unchanged"]:
        words = ngettext(
            "{count} unchanged row adds nothing.", "{count} unchanged rows add nothing.", counts["unchanged"]
        )
        said.append(words.format(count=format_count(counts["unchanged"])))
    if counts["rejected"]:
        words = ngettext(
            "{count} rejected row is given back with its reason.",
            "{count} rejected rows are given back with their reasons.",
            counts["rejected"],
        )
        said.append(words.format(count=format_count(counts["rejected"])))
    return " ".join([*said, _("It can be undone in the update history.")])


def record_if_asked(visit: Visit, waiting: Waiting) -> None:
    """Record the plan whose button was pressed; whatever stands in the way, file and choices stay."""
    token, prepared = st.session_state.pop(_ASKED, (None, None))
    if token != waiting.token or prepared is None or waiting.receipt is not None:
        return
    chosen = waiting.choices
    report = Report(chosen.reporter, chosen.period) if chosen.reporter and chosen.period else None
    waiting.trouble = None
    with st.spinner(_("Recording …")):
        try:
            applied = apply(
                visit.database,
                prepared,
                by=visit.rights.who,
                note=chosen.note.strip() or None,
                report=report,
                accept_valid=chosen.accept_valid,
            )
        except PlanChangedError as changed:
            plan_changed(waiting, prepared, changed.prepared)
        except QmsError as error:
            waiting.trouble = str(error)
        else:
            _done(waiting, applied)
    st.rerun()


def _done(waiting: Waiting, applied: Applied) -> None:
    if applied.batch is None and applied.receipt is None:
        return
    accept_valid, plan = waiting.choices.accept_valid, applied.prepared.plan
    rejected = rejected_rows(applied.prepared, current_language()) if accept_valid else None
    effect = plan.effect if applied.batch is not None else ()
    waiting.record(Receipt(applied.batch, applied.receipt, plan.counts, effect, rejected, applied.warning))
