"""What a batch added, changed and took back, fact by fact; each agency leads to its dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from pages.parts.choices import agency_href, here
from pages.parts.entry_fields import field_name
from pages.parts.paging import rows_of, turning
from pages.parts.paper import show
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.visit import Visit
from qms.charts.html import Html, element, joined, link
from qms.coverage import Group, Ledger
from qms.coverage.members import last_names
from qms.i18n import N_, _, format_count, format_date, format_fraction, label
from qms.importing.plan import event_differences
from qms.store.content import BatchContent, Done, Entry
from qms.store.facts import Event, Published, SuccessionFact, Version
from qms.vocabulary import Region, State

A_PAGE = 50

CHIPS = {
    Done.ADDED: ("+", N_("added")),
    Done.CHANGED: ("→", N_("changed")),
    Done.TAKEN_BACK: ("−", N_("taken back")),
}
_PILLS = {
    None: N_("all {count}"),
    Done.ADDED: N_("added {count}"),
    Done.CHANGED: N_("changed {count}"),
    Done.TAKEN_BACK: N_("taken back {count}"),
}
_VERSION_COLUMNS = {
    "code": "code",
    "name": "name",
    "name_en": "name_en",
    "scope": "scope",
    "parent": "parent_code",
    "region": "region",
    "locality": "locality",
    "legal_act": "legal_act",
}
"""What a version says, by the columns of a register file."""


def done_chip(done: Done) -> Html:
    """Return what became of a fact: a sign and a word."""
    sign, word = CHIPS[done]
    return element("span", element("i", sign, aria_hidden="true"), _(word), class_=f"q-row q-row-{done}")


def show_entries(visit: Visit, batch: int, content: BatchContent, *, part: Done | None, page: int, as_of: str) -> None:
    """Show the facts of a batch, those of one kind or all, a page at a time; all of them as a file."""
    chosen = content.only(part)
    rows = rows_of(len(chosen), page, A_PAGE)

    def to_page(number: str | None) -> str:
        return here(batch=str(batch), status=part, as_of=as_of, page=number)

    shown = _Told(visit.ledger, chosen[rows.first : rows.last])
    show(
        element("h2", _("What batch {batch} recorded").format(batch=format_count(batch)), class_="q-finding q-apart"),
        _pills(batch, content, part, as_of),
        _table(shown, batch) if rows.total else element("p", _("Nothing of this kind."), class_="q-soft"),
    )
    if rows.total:
        show_source(
            *turning(rows, to_page),
            name=f"batch-{batch}",
            rows=lambda: _Told(visit.ledger, chosen).documents(batch),
            as_of=visit.today,
            stamp=visit.stamp,
        )


def _pills(batch: int, content: BatchContent, part: Done | None, as_of: str) -> Html:
    counts: dict[Done | None, int] = {done: len(content.only(done)) for done in _PILLS}
    items = [
        element(
            "li",
            link(
                here(batch=str(batch), status=done, as_of=as_of),
                _(words).format(count=format_count(counts[done])),
                aria_current="true" if done is part else None,
            ),
        )
        for done, words in _PILLS.items()
        if done in (None, part) or counts[done]
    ]
    return element("ul", *items, class_="q-pills")


def _table(shown: _Told, batch: int) -> Html:
    heads = ((_("Agency"), None), (_("From"), "q-number q-minor"), (_("Content"), "q-wide-cell"))
    caption = _("Facts of batch {batch}, by kind, agency and day").format(batch=format_count(batch))
    return table(caption, heads, (_row(shown, entry) for entry in shown.entries), class_="q-entries")


def _row(shown: _Told, entry: Entry) -> Html:
    day = "" if entry.day is None else format_date(entry.day)
    return element(
        "tr",
        element("th", shown.subject(entry), element("span", day, class_="q-under"), scope="row"),
        element("td", day, class_="q-number q-minor"),
        element("td", done_chip(entry.done), " ", shown.content(entry)),
    )


class _Told:
    """Some facts in words; agencies are called as they were called last."""

    def __init__(self, ledger: Ledger, entries: Sequence[Entry]) -> None:
        self.entries = entries
        named = {agency for entry in entries for fact in (entry.before, entry.after) for agency in _named_in(fact)}
        self._names: dict[int, Group] = last_names(ledger, named)

    def subject(self, entry: Entry) -> object:
        """Return whom or what a fact is about."""
        fact = entry.fact
        if isinstance(fact, Published):
            return label(fact.measure)
        return self._agency(fact.predecessor if isinstance(fact, SuccessionFact) else fact.agency)

    def content(self, entry: Entry) -> object:
        """Return what a fact says, beside what it said before."""
        fact = entry.fact
        if isinstance(fact, Published):
            parts = (fact.rate_text, _fraction(fact), format_date(fact.as_of), fact.source)
            return " · ".join(part for part in parts if part)
        if isinstance(fact, SuccessionFact):
            return joined([label(fact.kind), self._agency(fact.successor)], " → ")
        if isinstance(fact, Version) and fact.state is State.CLOSED:
            return _("ended")
        return joined(self._differences(entry), "; ")

    def documents(self, batch: int) -> Iterator[dict[str, Any]]:
        """Yield all facts as rows of a file."""
        for entry in self.entries:
            fact = entry.fact
            agency = None if isinstance(fact, Published) else self._names.get(_named_in(fact)[0])
            yield {
                "batch": batch,
                "done": entry.done.value,
                "table": entry.table,
                "agency": agency and agency.id,
                "level": agency and agency.level,
                "code": agency and agency.code,
                "name": agency and agency.name,
                "day": entry.day and entry.day.isoformat(),
                "before": entry.before and _stated(entry.before),
                "after": entry.after and _stated(entry.after),
            }

    def _agency(self, agency: int) -> object:
        named = self._names.get(agency)
        return f"#{agency}" if named is None else link(agency_href(agency), named.name)

    def _differences(self, entry: Entry) -> Iterable[Html]:
        for column, old, new in _differences(entry):
            told = [self._value(column, value) for value in (old, new)]
            heading = element("span", field_name(column), ": ", class_="q-soft")
            if entry.done is Done.CHANGED:
                yield joined([heading, element("del", told[0]), " → ", element("ins", told[1])])
            else:
                yield joined([heading, told[1]])

    def _value(self, column: str, value: object) -> object:
        if value is None:
            return _("not stated")
        if column in {"parent_code", "locality"} and isinstance(value, int):
            return self._agency(value)
        return label(Region(str(value))) if column == "region" else told_value(value)


def told_value(value: object) -> str:
    """Return what a fact holds as the language prints it: days, counts, words of the vocabulary, texts as they are."""
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, date):
        return format_date(value)
    return format_count(value) if isinstance(value, int) else str(value)


def _differences(entry: Entry) -> Iterable[tuple[str, Any, Any]]:
    """Return what a fact states column by column, beside what it took the place of."""
    earlier = entry.before if entry.done is Done.CHANGED else None
    if isinstance(entry.fact, Event):
        return event_differences(earlier if isinstance(earlier, Event) else None, entry.fact)
    pairs = (
        (column, getattr(earlier, name, None), getattr(entry.fact, name)) for name, column in _VERSION_COLUMNS.items()
    )
    return [pair for pair in pairs if pair[1] != pair[2]]


def _named_in(fact: object) -> tuple[int, ...]:
    if isinstance(fact, SuccessionFact):
        return fact.predecessor, fact.successor
    if isinstance(fact, Version):
        return tuple(agency for agency in (fact.agency, fact.parent, fact.locality) if agency is not None)
    return (fact.agency,) if isinstance(fact, Event) else ()


def _fraction(figure: Published) -> str | None:
    if figure.numerator is None or figure.denominator is None:
        return None
    return format_fraction(figure.numerator, figure.denominator)


def _stated(fact: Any) -> str:
    """Return all that a fact states, name by name, for a file."""
    return "; ".join(f"{name}={value}" for name, value in fact._asdict().items() if value is not None)
