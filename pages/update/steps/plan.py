"""A file's plan: made while the reader waits, kept for the next run, and what is to be said of the file as a whole."""

from __future__ import annotations

from collections import Counter

from streamlit.delta_generator import DeltaGenerator

from pages.parts.choices import there
from pages.parts.menu import HISTORY
from pages.parts.paper import show
from pages.parts.table import table
from pages.parts.visit import Visit
from pages.update.steps.bar import Step, anchor
from pages.update.steps.cells import row_chip
from pages.update.steps.file import error_line, note_line
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage.rates import DECIMAL_MARK
from qms.i18n import _, current_language, format_count, format_moment, gettext, ngettext
from qms.importing.apply import Prepared, prepare, replanned
from qms.importing.layout import REASONS, Table
from qms.importing.plan import Outcome
from qms.importing.preview import Preview, Turn, turns
from qms.importing.problems import shown
from qms.importing.waiting import PLANNING, Planned, Turned, Waiting

_SHOWN_OF_A_HASH = 4
_TURNS = 20
_MEGABYTE = 1_000_000


def plan_for(visit: Visit, waiting: Waiting, bar: DeltaGenerator) -> Planned:
    """Return the plan of a file against the present data: the one that was shown, where it still holds.

    `bar` is where progress is shown. Raises CouldNot when the data cannot be read.
    """
    layout, version = waiting.layout(visit.today), visit.ledger.version
    known = waiting.planned
    if known is not None and known.layout == layout and known.prepared.plan.data_version == version:
        return known
    bar.progress(0.0, _("Reading {file} …").format(file=waiting.name))
    with PLANNING:
        if known is None or known.layout != layout:
            prepared = _read(visit, waiting, bar)
            waiting.turned = None
        else:
            prepared = replanned(visit.database, known.prepared)
            turn(waiting, known.prepared, prepared)
        found = waiting.planned = planned(prepared, layout)
    bar.empty()
    return found


def planned(prepared: Prepared, layout: tuple[object, ...]) -> Planned:
    """Return a plan with its rows in the order in which they are shown."""
    return Planned(prepared, Preview(prepared.plan), layout)


def turn(waiting: Waiting, shown_: Prepared, now: Prepared) -> None:
    """Put down what a further plan does otherwise than the one that was shown."""
    rows = turns(shown_.plan, now.plan)
    if rows:
        waiting.turned = Turned(now.plan.data_version, rows)


def plan_changed(waiting: Waiting, shown_: Prepared, now: Prepared) -> None:
    """Take over the plan that a change by somebody else made of a file, to be looked at before anything is written."""
    layout = waiting.planned.layout if waiting.planned else waiting.layout(now.today)
    waiting.planned = planned(now, layout)
    waiting.turned = Turned(now.plan.data_version, turns(shown_.plan, now.plan))


def _read(visit: Visit, waiting: Waiting, bar: DeltaGenerator) -> Prepared:
    chosen = waiting.choices

    def heard(done: int, total: int) -> None:
        said = _("Checking row {done} of {total} …").format(done=format_count(done), total=format_count(total))
        bar.progress(done / total, said)

    return prepare(
        visit.database,
        waiting.content,
        waiting.name,
        today=visit.today,
        sheet=chosen.sheet,
        mapping=chosen.mapping,
        header_line=chosen.header_line,
        progress=heard,
    )


def show_headline(waiting: Waiting, prepared: Prepared) -> None:
    """Show what becomes of the file in one sentence, which file it is, and what is to be said of all of it."""
    show(
        element(
            "h2",
            headline(prepared, accept_valid=waiting.choices.accept_valid),
            class_="q-up-title",
            id=anchor(Step.FILE),
        ),
        element("p", joined(_facts(waiting, prepared), " · "), class_="q-measured"),
        *_remarks(prepared),
        *_earlier(prepared),
    )


def headline(prepared: Prepared, *, accept_valid: bool) -> str:
    """Return what becomes of a file in one sentence."""
    plan = prepared.plan
    if plan.is_unreadable:
        return _unreadable(prepared)
    counts, rows = plan.counts, format_count(len(plan.rows))
    outcome = plan.outcome(accept_valid=accept_valid)
    if outcome is Outcome.UNCHANGED:
        return _("{rows} rows: nothing to change").format(rows=rows)
    rejected, written = counts["rejected"], counts["new"] + counts["changed"]
    if outcome is Outcome.REFUSED:
        sentence = _("{rows} rows: {rejected} rejected, the file is not recorded yet")
    elif rejected:
        sentence = _("{rows} rows: {written} can be recorded, {rejected} rejected are given back")
    else:
        sentence = _("{rows} rows: {written} can be recorded, none is rejected")
    return sentence.format(rows=rows, rejected=format_count(rejected), written=format_count(written))


def _unreadable(prepared: Prepared) -> str:
    if prepared.reading.sheet is None:
        return _("Choose a sheet of the workbook") if len(prepared.reading.sheets) > 1 else _("The file cannot be read")
    if prepared.table is None or prepared.table.header is None or not prepared.table.header.is_whole:
        return _("The columns were not recognised yet")
    return _("The file is not taken as it is")


def _facts(waiting: Waiting, prepared: Prepared) -> list[object]:
    sha256 = prepared.plan.sha256
    facts: list[object] = [element("b", waiting.name), size_text(len(waiting.content))]
    sheet = prepared.reading.sheet
    if sheet is not None and sheet.understood.sheet is not None:
        facts.append(_('sheet "{name}"').format(name=shown(sheet.understood.sheet)))
    if prepared.table is not None and prepared.table.not_data:
        facts.append(_left_out(prepared.table))
    short = f"{sha256[:_SHOWN_OF_A_HASH]}…{sha256[-_SHOWN_OF_A_HASH:]}"
    return [*facts, element("span", f"SHA-256 {short}", title=sha256)]


def _left_out(table: Table) -> str:
    counts = Counter(one.reason for one in table.not_data)
    parts = (f"{gettext(REASONS[reason])} ({format_count(count)})" for reason, count in counts.items())
    return _("lines that are no data: {parts}").format(parts=", ".join(parts))


def size_text(size: int) -> str:
    """Return the size of a file as people say it: 14,2 KB."""
    unit, divided = ("MB", size / _MEGABYTE) if size >= _MEGABYTE else ("KB", size / 1_000)
    return f"{divided:.1f} {unit}".replace(".", DECIMAL_MARK[current_language()])


def _remarks(prepared: Prepared) -> list[Html]:
    remarks = sorted(prepared.plan.remarks, key=lambda one: not one.is_error)
    lines = [error_line(one.message()) for one in remarks if one.is_error]
    notes = [one.message() for one in remarks if not one.is_error]
    if prepared.is_remembered:
        notes.append(_("The columns are read as they were assigned by hand to an earlier file with this header."))
    return [*lines, note_line(*(element("p", said) for said in notes))] if notes else lines


def _earlier(prepared: Prepared) -> list[Html]:
    earlier = prepared.earlier
    if earlier is None:
        return []
    sentence = _("This very file was recorded as {batch} by {by} on {moment}.")
    batch = batch_link(earlier.batch)
    said = filled(sentence, batch=batch, by=earlier.by, moment=format_moment(earlier.recorded_at))
    return [note_line(element("p", said))]


def batch_link(batch: int) -> Html:
    """Return the link to a batch in the history."""
    return link(there(HISTORY, batch=str(batch)), _("batch {batch}").format(batch=format_count(batch)))


def show_trouble(waiting: Waiting) -> None:
    """Say why the last attempt to record came to nothing, and what the file does otherwise than it did when shown."""
    if waiting.trouble:
        safe = _("The file and all that was chosen are still here.")
        show(error_line(waiting.trouble, " ", safe))
    if waiting.turned:
        show(_turned(waiting.turned))


def _turned(turned: Turned) -> Html:
    count = len(turned.rows)
    sentence = ngettext(
        "The data were changed by somebody else in the meantime ({batch}): {count} row now turns out otherwise. "
        "Nothing was recorded; please look again before recording.",
        "The data were changed by somebody else in the meantime ({batch}): {count} rows now turn out otherwise. "
        "Nothing was recorded; please look again before recording.",
        count,
    )
    said = filled(sentence, batch=batch_link(turned.since), count=format_count(count))
    return note_line(element("p", said), _turns_table(turned.rows[:_TURNS]) if count else None)


def _turns_table(rows: tuple[Turn, ...]) -> Html:
    heads = [(text, None) for text in (_("Line"), _("Agency"), _("When shown"), _("Now"))]
    return table(_("Rows that turn out otherwise"), heads, (_turn_row(one) for one in rows))


def _turn_row(one: Turn) -> Html:
    row = one.after or one.before
    name = "" if row is None or row.agency is None else shown(row.agency.name)
    chips = (None if side is None else row_chip(side) for side in (one.before, one.after))
    return element(
        "tr",
        element("th", format_count(one.line), scope="row"),
        element("td", name),
        *(element("td", chip) for chip in chips),
    )
