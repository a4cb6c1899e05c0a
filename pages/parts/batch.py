"""One batch: all that is known of it, what it did to the figures, what it recorded, and its undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import streamlit as st

from pages.parts.batches import Chain, batch_link, counts_said, report_said, short_hash, undo_said
from pages.parts.choices import here
from pages.parts.effects import effects_block, moved_sentence, states_around
from pages.parts.entries import CHIPS, show_entries
from pages.parts.paging import page_of_link
from pages.parts.paper import empty, show, show_remarks
from pages.parts.remarks import word_of_link
from pages.parts.undoing import show_undo, undo_is_asked
from pages.parts.visit import Visit
from qms.asking import shortened, the_day
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage import Ledger
from qms.coverage.effect import Effect, effect_of_batch
from qms.errors import WrongUsage
from qms.i18n import N_, _, format_count, format_date, format_moment, label
from qms.store.content import BatchContent, Done, content_of
from qms.store.database import Database
from qms.store.history import BatchRow
from qms.store.receipts import recorded_day
from qms.store.uploads import uploaded
from qms.vocabulary import BatchKind

_LONGEST = 10
"""Digits of a number that is no batch's for sure."""
_DAYS = {
    "recorded": N_("when it was recorded, {day}"),
    "first": N_("from which it speaks, {day}"),
    "last": N_("up to which it speaks, {day}"),
    "today": N_("today, {day}"),
}


@st.cache_resource(max_entries=256, show_spinner=False)
def effect_on(_ledger: Ledger, head: str, batch: int, day: date) -> tuple[Effect, ...]:  # noqa: ARG001 – the key
    """Return what a batch did to the figures of a day, computed once for a state of the data."""
    return effect_of_batch(_ledger, batch, (day,))


@st.cache_resource(max_entries=16, show_spinner=False)
def facts_of(_database: Database, head: str, batch: int) -> BatchContent:  # noqa: ARG001 – the key
    """Return what a batch recorded, read once for a state of the data."""
    return content_of(_database, batch)


def show_batch(visit: Visit, chain: Chain, asked: str) -> None:
    """Show the batch that the link names, or say which there are."""
    count = len(chain.history)
    if not (asked.isdecimal() and len(asked) < _LONGEST and 1 <= int(asked) <= count):
        title = _("There is no batch {batch}").format(batch=shortened(asked))
        last = batch_link(count, _("Open batch {batch}").format(batch=format_count(count)))
        show(empty(title, filled(_("The last one is {batch}. {link}"), batch=format_count(count), link=last)))
        return
    batch = chain.history.batches[int(asked) - 1]
    content = facts_of(visit.database, visit.ledger.head, batch.batch)
    remarks: list[str] = []
    day, part, page = _day_of_link(batch, remarks), _part_of_link(remarks), page_of_link(remarks)
    show_remarks(remarks)
    show(_heading(batch, content, chain), _facts(batch, content, chain))
    _show_file(visit, batch)
    asks_undo = undo_is_asked()
    if not asks_undo:
        _show_effect(visit, batch, content, day)
    show_undo(visit, batch, chain)
    if content.entries and not asks_undo:
        show_entries(visit, batch.batch, content, part=part, page=page, as_of=st.query_params.get("as_of", ""))


def crumbs(asked: str) -> Html:
    """Return the way back from the batch that the link names."""
    name = format_count(int(asked)) if asked.isdecimal() and len(asked) < _LONGEST else shortened(asked)
    steps = [link(here(), "← ", _("Update history")), _("Batch {batch}").format(batch=name)]
    return element("nav", joined(steps, " › "), class_="q-crumbs", aria_label=_("Way back"))


def _heading(batch: BatchRow, content: BatchContent, chain: Chain) -> Html:
    counts = {
        name: format_count(content.counts[done])
        for name, done in (("added", Done.ADDED), ("changed", Done.CHANGED), ("back", Done.TAKEN_BACK))
    }
    said = _("{added} facts added, {changed} changed, {back} taken back").format(**counts)
    if not content.entries:
        said = _("a receipt without news") if batch.kind == BatchKind.RECEIPT else _("nothing that can be listed here")
    title = _("Batch {batch}: {said}").format(batch=format_count(batch.batch), said=said)
    around = [
        batch_link(other, words.format(batch=format_count(other)))
        for other, words in ((batch.batch - 1, _("← Batch {batch}")), (batch.batch + 1, _("Batch {batch} →")))
        if 1 <= other <= len(chain.history)
    ]
    undone = undo_said(batch, chain)
    return element(
        "div",
        element("h2", title, class_="q-finding", id="batch"),
        element("p", joined([*([undone] if undone else []), *around], " · "), class_="q-measured"),
    )


def _facts(batch: BatchRow, content: BatchContent, chain: Chain) -> Html:
    rows = (
        element("div", element("dt", name), element("dd", said)) for name, said in _known(batch, content, chain) if said
    )
    return element("dl", *rows, class_="q-facts q-batch-facts")


def _known(batch: BatchRow, content: BatchContent, chain: Chain) -> Iterator[tuple[str, object]]:
    yield _("Kind"), label(BatchKind(batch.kind))
    yield _("Recorded"), _("{moment} (Hà Nội)").format(moment=format_moment(batch.recorded_at))
    yield _("By"), batch.by
    yield _("Note"), batch.note
    yield _("Report"), report_said(batch, chain)
    yield _("Rows"), counts_said(batch.counts)
    if content.days:
        yield _("Holds from"), " – ".join(format_date(day) for day in dict.fromkeys(content.days))
    yield _("File"), batch.file
    yield _("SHA-256 of the file"), batch.sha256 and short_hash(batch.sha256)
    yield _("Hash"), short_hash(batch.hash)
    before = chain.history.batches[batch.batch - 2].hash if batch.batch > 1 else None
    yield _("Hash before"), short_hash(before) if before else _("none: this is the first batch")


def _show_file(visit: Visit, batch: BatchRow) -> None:
    """Offer the file as it was sent, byte for byte."""
    if not batch.file or batch.sha256 is None:
        return
    try:
        file = uploaded(visit.database, batch.batch)
    except WrongUsage as error:
        show(element("p", str(error), class_="q-soft"))
        return
    st.download_button(
        _("Download the file as it was sent ({size} bytes)").format(size=format_count(len(file.content))),
        data=file.content,
        file_name=file.name or batch.file,
        mime="application/octet-stream",
        key=f"file-{batch.batch}",
        on_click="ignore",
    )


def _show_effect(visit: Visit, batch: BatchRow, content: BatchContent, day: date) -> None:
    """Show each figure of a day as known before the batch and with it."""
    if content.days is None:
        show(element("p", _("This batch moves no figure."), class_="q-soft q-apart"))
        return
    effects = effect_on(visit.ledger, visit.ledger.head, batch.batch, day)
    measured = _("By {day}, as known after batch {before} and after batch {batch}").format(
        day=format_date(day), before=format_count(batch.batch - 1), batch=format_count(batch.batch)
    )
    show(
        element("h2", moved_sentence(effects), class_="q-finding q-apart", id="effect"),
        element("p", measured, class_="q-measured"),
        _day_pills(batch, content, visit, day),
        effects_block(effects, states_around(visit.ledger, batch.batch, visit.today)),
    )


def _days(batch: BatchRow, content: BatchContent, visit: Visit) -> dict[str, date]:
    days = {"recorded": recorded_day(batch), "today": visit.today}
    if content.days:
        days |= {"first": content.days[0], "last": content.days[1]}
    return days


def _day_pills(batch: BatchRow, content: BatchContent, visit: Visit, day: date) -> Html:
    """Return the days on which the effect can be seen: each once, the chosen one among them."""
    days = _days(batch, content, visit)
    said = {days[name]: _(_DAYS[name]).format(day=format_date(days[name])) for name in reversed(_DAYS) if name in days}
    named = {day: format_date(day), **said}
    items = (
        element(
            "li",
            link(
                here(batch=str(batch.batch), as_of=one),
                named[one],
                aria_current="true" if one == day else None,
            ),
        )
        for one in sorted(named)
    )
    return element("ul", *items, class_="q-pills", aria_label=_("Figures of which day"))


def _day_of_link(batch: BatchRow, remarks: list[str]) -> date:
    """Return the day whose figures are shown: the one in the link, else the one on which the batch was recorded."""
    usual = recorded_day(batch)
    said = st.query_params.get("as_of")
    if not said:
        return usual
    try:
        return the_day(said)
    except WrongUsage as error:
        remarks.append(f"{error} " + _("Shown here: {day}.").format(day=format_date(usual)))
        return usual


def _part_of_link(remarks: list[str]) -> Done | None:
    return word_of_link(Done, "status", remarks, text=lambda done: _(CHIPS[done][1]))
