"""Taking a batch back: first what would happen, in a sentence and in figures; then, asked again, the undo itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from pages.parts.batches import Chain, batch_link
from pages.parts.effects import UNNAMED, States, effects_block, moved_sentence
from pages.parts.paper import show
from pages.parts.visit import Visit
from qms.charts.html import Html, element, filled, joined
from qms.coverage.effect import Effect, effect_of_draft
from qms.errors import QmsError, Unsettled
from qms.i18n import _, format_count, format_date, ngettext, set_language
from qms.store.batches import Receipt
from qms.store.facts import Draft
from qms.store.history import BatchRow
from qms.store.undo import CannotUndo, undo, undo_draft
from qms.vocabulary import MAX_TEXT, Role

_STEP, _ASKED = "step", "undo"
"""The parameter of the link that stands for the second step, and its value."""

_SEEN, _DONE, _FAILED = "undo:seen", "undo:done", "undo:failed"
_NOTE = "undo-note"
_RESTORED = ("agencies", "versions", "successions", "events", "published")


class _Done(NamedTuple):
    batch: int
    receipt: Receipt


class Preview(NamedTuple):
    """What an undo would do, or the sentence that says why there can be none."""

    draft: Draft | None
    effects: tuple[Effect, ...]
    refused: str | None
    later: tuple[int, ...] = ()
    """The batches that build on it, where that is why."""


def show_undo(visit: Visit, batch: BatchRow, chain: Chain) -> None:
    """Show the way to take a batch back, the step that asks again, or the receipt of an undo that was made just now."""
    _show_outcome(batch)
    if not visit.rights.may(Role.ANALYST):
        show(element("p", _("Only analysts take batches back."), class_="q-soft q-apart"))
    elif batch.batch in chain.undone_by:
        return
    elif undo_is_asked():
        _show_question(visit, batch)
    else:
        words = _("Undo batch {batch} …").format(batch=format_count(batch.batch))
        st.button(words, key="undo-ask", on_click=_go_to_question)


def undo_is_asked() -> bool:
    """Tell whether the link stands for the second step."""
    return st.query_params.get(_STEP) == _ASKED


def _go_to_question() -> None:
    st.query_params[_STEP] = _ASKED


def _leave_question() -> None:
    st.query_params.pop(_STEP, None)
    st.session_state.pop(_SEEN, None)


def _show_question(visit: Visit, batch: BatchRow) -> None:
    """Say what would be taken back and restored and which figures move; the button below does it."""
    with st.spinner(_("Checking what builds on this batch …")):
        preview = preview_of(visit, batch.batch)
    title = _("Undo batch {batch}?").format(batch=format_count(batch.batch))
    if preview.draft is None:
        show(
            element("h2", title, class_="q-finding q-apart"),
            _error(preview.refused or "", _("Nothing was changed.")),
            _later(preview.later),
        )
        st.button(_("Back"), key="undo-leave", on_click=_leave_question)
        return
    st.session_state[_SEEN] = visit.ledger.head
    show(
        element("h2", title, class_="q-finding q-apart", id="undo"),
        element("p", _sentence(preview.draft), class_="q-said-plainly"),
        element("p", _figures_sentence(preview, visit.today), class_="q-measured"),
        effects_block(preview.effects, States(None, UNNAMED)),
    )
    st.text_input(_("Note: why it is taken back"), key=_NOTE, max_chars=MAX_TEXT)
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Undo batch {batch}").format(batch=format_count(batch.batch)),
            key="undo-do",
            type="primary",
            on_click=_take_back,
            args=(visit, batch.batch),
        )
        st.button(_("Cancel"), key="undo-leave", on_click=_leave_question)


def _later(batches: Sequence[int]) -> Html | None:
    """Return the links to the batches that are in the way, newest first."""
    if not batches:
        return None
    return element(
        "p", filled(_("Batches in the way: {batches}"), batches=joined(map(batch_link, reversed(batches)), " · "))
    )


def preview_of(visit: Visit, batch: int) -> Preview:
    """Return what an undo would do, prepared once for a state of the data; a passing failure is not kept."""
    try:
        return _prepared(visit, visit.ledger.head, batch, visit.today, visit.language)
    except QmsError as error:
        return Preview(None, (), str(error))


@st.cache_resource(max_entries=16, show_spinner=False)
def _prepared(_visit: Visit, head: str, batch: int, today: date, language: str) -> Preview:  # noqa: ARG001 – the key
    try:
        draft = undo_draft(_visit.database, batch, by=_visit.rights.who)
    except CannotUndo as error:
        return Preview(None, (), str(error), error.later)
    return Preview(draft, effect_of_draft(_visit.ledger, draft, (today,)), None)


def _sentence(draft: Draft) -> str:
    """Return what an undo takes back and what it restores."""
    taken, restored = len(draft.voids), sum(len(getattr(draft, part)) for part in _RESTORED)
    parts = []
    if taken:
        sentence = ngettext("{count} fact is taken back", "{count} facts are taken back", taken)
        parts.append(sentence.format(count=format_count(taken)))
    if restored:
        sentence = ngettext(
            "{count} that stood before is put in force again",
            "{count} that stood before are put in force again",
            restored,
        )
        parts.append(sentence.format(count=format_count(restored)))
    told = ", ".join(parts) or _("it holds no fact, so only its report counts no longer")
    return _("The undo is a further batch: {told}. Nothing is deleted, and the undo can be undone, too.").format(
        told=told
    )


def _figures_sentence(preview: Preview, today: date) -> str:
    return _("{finding} (by {day}).").format(finding=moved_sentence(preview.effects), day=format_date(today))


def _take_back(visit: Visit, batch: int) -> None:
    """Undo a batch, unless the data is no longer what the reader was shown; what came of it is told on the page."""
    set_language(visit.language)  # what follows a button runs before the page, in a language of nobody's choice
    seen, note = st.session_state.get(_SEEN), str(st.session_state.get(_NOTE) or "").strip()
    try:
        if visit.database.head() != seen:
            st.session_state[_FAILED] = (
                batch,
                _("Somebody else recorded something meanwhile. What is shown here is new."),
            )
            return
        receipt = undo(visit.database, batch, by=visit.rights.who, note=note or None)
    except QmsError as error:
        unsure = isinstance(error, Unsettled)
        st.session_state[_FAILED] = (batch, str(error) if unsure else f"{error} {_('Nothing was changed.')}")
        return
    st.session_state[_DONE] = _Done(batch, receipt)
    _leave_question()


def _show_outcome(batch: BatchRow) -> None:
    """Show the receipt of an undo, or why there was none; each once."""
    failed = st.session_state.pop(_FAILED, None)
    if failed and failed[0] == batch.batch:
        show(_error(failed[1]))
    done: _Done | None = st.session_state.get(_DONE)
    if done and done.batch == batch.batch:
        show(_receipt(done))


def _receipt(done: _Done) -> Html:
    sentence = _("Batch {batch} is undone by batch {undo}. Facts put in force again: {restored}.")
    said = filled(
        sentence,
        batch=format_count(done.batch),
        undo=batch_link(done.receipt.batch),
        restored=format_count(sum(done.receipt.rows.values())),
    )
    further = link_to(done.receipt.batch)
    warning = element("p", done.receipt.warning) if done.receipt.warning else None
    body = element("div", element("p", said, " ", further), warning)
    return element(
        "div", element("span", _("recorded"), class_="q-chip"), body, class_="q-note q-receipt", role="status"
    )


def link_to(batch: int) -> Html:
    """Return the link to a batch that was made just now."""
    return batch_link(batch, _("Open batch {batch}").format(batch=format_count(batch)))


def _error(*sentences: str) -> Html:
    body = element("div", *(element("p", sentence) for sentence in sentences))
    return element("div", element("span", _("error"), class_="q-chip"), body, class_="q-error q-apart", role="alert")
