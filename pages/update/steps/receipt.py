"""What was recorded: the batch, what it moved, the rejected rows to be mended, and the way to the next file."""

from __future__ import annotations

import streamlit as st

from pages.parts.choices import there
from pages.parts.effects import states_around
from pages.parts.menu import HISTORY, OVERVIEW
from pages.parts.paper import show
from pages.parts.visit import Visit
from pages.update.steps.bar import Step, anchor
from pages.update.steps.effect import effect_table
from pages.update.steps.file import note_line
from pages.update.steps.plan import batch_link
from pages.update.steps.record import begin_anew
from pages.update.steps.rows import rejected_label, rejected_name
from qms.charts.html import Html, element, filled, link
from qms.i18n import _, format_count, format_date
from qms.importing.waiting import Receipt, Waiting


def show_receipt(visit: Visit, waiting: Waiting, receipt: Receipt) -> None:
    """Show what became of a file that was recorded."""
    show(element("div", *_said(waiting, receipt), class_="q-up-receipt", role="status", id=anchor(Step.RECORD)))
    if receipt.warning:
        show(note_line(element("p", receipt.warning)))
    _show_moved(visit, receipt)
    with st.container(horizontal=True, gap="small"):
        if receipt.rejected:
            st.download_button(
                rejected_label(receipt.counts["rejected"]),
                data=receipt.rejected,
                file_name=rejected_name(waiting.name),
                mime="text/csv",
                key="rejected-rows",
                on_click="ignore",
            )
        st.button(_("Next file"), type="primary", key="another", on_click=begin_anew, args=(waiting.token,))


def _said(waiting: Waiting, receipt: Receipt) -> list[Html]:
    counts = {name: format_count(count) for name, count in receipt.counts.items()}
    if receipt.batch is None:
        title = _("The report is recorded as received; no figure changed")
        batch = receipt.receipt or 0
    else:
        title = _("Recorded: {new} new, {changed} changed").format(**counts)
        batch = receipt.batch
    sentence = _(
        "{file} is {batch}: {new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected. It can be undone "
        "in {history}."
    )
    history = link(there(HISTORY), _("Update history"))
    said = filled(sentence, file=element("b", waiting.name), batch=batch_link(batch), history=history, **counts)
    return [element("h2", title, class_="q-up-title"), element("p", said, class_="q-up-prose")]


def _show_moved(visit: Visit, receipt: Receipt) -> None:
    """Show the figures before and after, as of today."""
    if not receipt.effect:
        return
    day = receipt.effect[0].as_of
    overview = link(there(OVERVIEW, as_of=day), _("Overview of {day}").format(day=format_date(day)))
    effects = [effect for effect in receipt.effect if effect.as_of == day]
    moves = any(effect.stirs for effect in effects)
    caption = _("What moved, as of {day}") if moves else _("None of the five figures moved, as of {day}")
    batch = visit.ledger.version if receipt.batch is None else receipt.batch  # without one nothing moves
    states = states_around(visit.ledger, batch, visit.today)
    show(
        effect_table(effects, caption.format(day=format_date(day)), states),
        element("p", overview),
    )
