"""All batches, newest first: who recorded what, when, from which file; narrowed by kind, reporter and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.parts.choices import agency_href, choose, follow_link, here, keep_in_link
from pages.parts.paging import page_of_link, rows_of, turning
from pages.parts.paper import empty, show, show_remarks
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.visit import Visit
from pages.parts.words import number
from qms.asking import shortened
from qms.charts.html import Html, element, filled, joined, link
from qms.i18n import N_, _, format_count, format_moment, gettext, label
from qms.names import without_diacritics
from qms.register import OpenAgency
from qms.store.history import BatchRow, History
from qms.vocabulary import BatchKind

A_PAGE = 25
_SHOWN_OF_A_HASH = 4
EVERY = ""
"""The choice that narrows nothing, and so stands in no link."""

COUNTS = {
    "new": N_("new {count}"),
    "changed": N_("changed {count}"),
    "unchanged": N_("unchanged {count}"),
    "rejected": N_("rejected {count}"),
    "taken_back": N_("taken back {count}"),
    "restored": N_("restored {count}"),
}
"""What a batch counts, in words."""


@dataclass(frozen=True)
class Chain:
    """All batches with what must be known to tell of them: whose report each is, and which undo took which back."""

    history: History
    reporters: Mapping[int, OpenAgency]
    undone_by: Mapping[int, int]


def batch_link(number_: int, *words: object) -> Html:
    """Return the link that opens a batch, by default under its number."""
    return link(here(batch=str(number_)), *(words or (format_count(number_),)))


def short_hash(text: str) -> Html:
    """Return the beginning and the end of a hash, the whole of it in its title."""
    cut = f"{text[:_SHOWN_OF_A_HASH]}…{text[-_SHOWN_OF_A_HASH:]}"
    return element("code", cut, title=text, class_="q-hash")


def counts_said(counts: Mapping[str, int]) -> str:
    """Return what a batch counted, in words; zeros are left out."""
    said = (
        gettext(COUNTS.get(name, "{count}")).format(count=format_count(count))
        for name, count in counts.items()
        if count
    )
    return ", ".join(said)


def show_batches(visit: Visit, chain: Chain) -> None:
    """Show the batches that the choices leave, a page at a time."""
    remarks: list[str] = []
    chosen = _narrowed(chain, remarks)
    page = page_of_link(remarks)
    show_remarks(remarks)
    rows = rows_of(len(chosen), page, A_PAGE)
    if not chosen:
        away = link(here(), _("Show all batches"))
        show(empty(_("No batch fits these choices"), filled(_("{link}, or choose otherwise."), link=away)))
        return
    show(_table(chosen[rows.first : rows.last], chain))
    show_source(
        *turning(rows, _to_page),
        name="history",
        rows=lambda: History(tuple(chosen)).to_json()["batches"],
        as_of=visit.today,
        stamp=visit.stamp,
    )


def _to_page(page: str | None) -> str:
    asked = {name: st.query_params.get(name) for name in ("kind", "reporter", "search")}
    return here(**asked, page=page)


def _narrowed(chain: Chain, remarks: list[str]) -> list[BatchRow]:
    """Return the batches that fit what is chosen, newest first."""
    kinds = [kind.value for kind in BatchKind if any(batch.kind == kind for batch in chain.history)]
    names = _reporters(chain)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        kind = _chosen(_("Kind of batch"), "kind", kinds, lambda one: label(BatchKind(one)), remarks)
        reporter = (
            _chosen(_("Report of"), "reporter", list(names), lambda one: names[one], remarks)
            if names or "reporter" in st.query_params
            else EVERY
        )
        words = _searched()
    return [
        batch
        for batch in reversed(chain.history.batches)
        if kind in (EVERY, batch.kind)
        and reporter in (EVERY, address_of_reporter(chain, batch))
        and _fits(batch, chain, words)
    ]


def _chosen(label_: str, key: str, options: Sequence[str], text: Callable[[str], str], remarks: list[str]) -> str:
    """Return what narrows the list; an unknown value in the link narrows nothing, and is remarked upon."""
    asked = st.query_params.get(key, EVERY)
    if asked not in (EVERY, *options):
        remarks.append(_('"{asked}" is none of the choices here. Shown: all.').format(asked=shortened(asked)))
    return choose(
        label_,
        [EVERY, *options],
        key=key,
        text=lambda one: text(one) if one else _("all"),
        default=EVERY,
    )


def _reporters(chain: Chain) -> dict[str, str]:
    """Return the names of those who reported, by level:code, in the order of their codes."""
    found = {f"{one.level}:{one.code}": one.name for one in chain.reporters.values()}
    return dict(sorted(found.items()))


def address_of_reporter(chain: Chain, batch: BatchRow) -> str | None:
    """Return whose report a batch is, as level:code."""
    one = chain.reporters.get(batch.batch)
    return None if one is None else f"{one.level}:{one.code}"


def _searched() -> str:
    asked = st.query_params.get("search", "")
    follow_link("search", asked, asked)
    said: str = st.text_input(
        _("Search"), key="search", placeholder=_("file, note, person, batch number; without diacritics, too")
    )
    keep_in_link("search", said.strip(), "")
    return said.strip()


def _fits(batch: BatchRow, chain: Chain, words: str) -> bool:
    """Tell whether all words are found in what a batch says of itself; case and diacritics make no difference."""
    reporter = chain.reporters.get(batch.batch)
    said = (batch.batch, batch.by, batch.note, batch.file, batch.period, batch.sha256, reporter and reporter.name)
    folded = _folded(" ".join(str(part) for part in said if part))
    return all(word in folded for word in _folded(words).split())


def _folded(text: str) -> str:
    return without_diacritics(text).casefold()


def _table(batches: Sequence[BatchRow], chain: Chain) -> Html:
    heads = (
        (_("No."), "q-number"),
        (_("Recorded (Hà Nội)"), "q-minor"),
        (_("Content"), None),
        (_("By"), "q-minor"),
        (_("Rows"), "q-number"),
    )
    return table(_("Batches, newest first"), heads, (_row(batch, chain) for batch in batches), class_="q-batches")


def _row(batch: BatchRow, chain: Chain) -> Html:
    moment = format_moment(batch.recorded_at)
    under = joined([moment, batch.by], " · ")
    return element(
        "tr",
        element("th", batch_link(batch.batch), scope="row", class_="q-number"),
        element("td", moment, class_="q-minor q-nobreak"),
        element(
            "td",
            element("span", label(BatchKind(batch.kind)), class_="q-kind"),
            *_told(batch, chain),
            element("span", under, class_="q-under"),
        ),
        element("td", batch.by, class_="q-minor"),
        number(counts_said(batch.counts) or "–"),
    )


def _told(batch: BatchRow, chain: Chain) -> list[Html]:
    """Return what is to be said of a batch, a line each: its note, file and report, and what undid what."""
    lines: list[object] = [batch.note]
    if batch.file:
        file = link(here(batch=str(batch.batch)), batch.file)
        lines.append(joined([file, " · SHA-256 ", short_hash(batch.sha256)] if batch.sha256 else [file]))
    lines += [report_said(batch, chain), undo_said(batch, chain)]
    return [element("span", line, class_="q-line-of") for line in lines if line]


def report_said(batch: BatchRow, chain: Chain) -> Html | None:
    """Return whose report of which period a batch is."""
    if not batch.reporter:
        return None
    one = chain.reporters.get(batch.batch)
    name: object = batch.reporter if one is None else link(agency_href(one.id), one.name)
    return filled(_("Report of {reporter}, period {period}"), reporter=name, period=batch.period or "–")


def undo_said(batch: BatchRow, chain: Chain) -> Html | None:
    """Return which batch this one undid, and by which it was undone."""
    said: list[Html] = []
    if batch.reverts:
        said.append(filled(_("undoes batch {batch}"), batch=batch_link(batch.reverts)))
    if batch.batch in chain.undone_by:
        undo = batch_link(chain.undone_by[batch.batch])
        said.append(element("b", filled(_("undone by batch {batch}"), batch=undo)))
    return joined(said, " · ") if said else None
