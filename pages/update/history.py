"""Update history: every batch, what each did and how it is taken back; and who has sent the report of a period."""

from __future__ import annotations

import streamlit as st

from pages.parts.batch import crumbs, show_batch
from pages.parts.batches import Chain, show_batches
from pages.parts.choices import here, there
from pages.parts.menu import UPDATE
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look
from pages.parts.received import show_received
from pages.parts.visit import Visit, current_visit
from qms.charts.html import Html, element, link
from qms.i18n import _, format_count
from qms.store.history import History, history
from qms.store.receipts import newest_period, reporters
from qms.store.undo import BatchLine, undone_batches


@st.cache_resource(max_entries=8, show_spinner=False)
def chain_of(_visit: Visit, place: str, head: str) -> Chain:  # noqa: ARG001 – the key
    """Return all batches and what must be known to tell of them, read once for a state of the data.

    What was recorded after the ledger was read is left out, so that all of the page is of one state.
    """
    found = History(history(_visit.database).batches[: _visit.ledger.version])
    lines = (BatchLine(batch.batch, batch.kind, batch.reverts) for batch in found)
    return Chain(found, reporters(_visit.ledger, found), undone_batches(lines))


def views(chain: Chain, visit: Visit, *, received: bool) -> Html:
    """Return the links to the two views of this page."""
    newest = newest_period(chain.history, visit.today)
    choices = (
        (here(), _("Batches {count}").format(count=format_count(len(chain.history))), not received),
        (here(period=newest), _("Reports received"), received),
    )
    items = (
        element("li", link(href, words, aria_current="page" if chosen else None)) for href, words, chosen in choices
    )
    return element("ul", *items, class_="q-pills", aria_label=_("Views of this page"))


def show_nothing_yet() -> None:
    """Say that nothing was ever recorded, and where that begins."""
    way = link(there(UPDATE), _("Update data"))
    show(
        empty(
            _("Nothing was recorded yet"), _("Every file and every form makes one batch, and all are listed here."), way
        )
    )


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
asked = st.query_params.get("batch")
if asked is not None:
    show(crumbs(asked))
st.title(_("Update history"), anchor=False)
period = st.query_params.get("period")
if visit.ledger.version == 0:
    show_nothing_yet()
else:
    chain = chain_of(visit, visit.database.place, visit.ledger.head)
    if asked is not None:
        show_batch(visit, chain, asked)
    else:
        show(views(chain, visit, received=period is not None))
        if period is None:
            show_batches(visit, chain)
        else:
            show_received(visit, chain, period)
show_last_line(visit.stamp)
