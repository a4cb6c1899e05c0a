"""What a report says of itself: the day, what was known, by which state of the data, recorded when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.coverage.published import announcements
from qms.i18n import _, format_count, format_moment
from qms.reports.cells import day, paragraph, words
from qms.reports.content import Cell, Fact, Note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qms.coverage import Ledger, Stamp
    from qms.reports.asked import Asked
    from qms.reports.content import Identity


def sources_of(asked: Asked) -> tuple[str, ...]:
    """Return where the figures come from: who announced something for the day, and the reports themselves."""
    return sources_on(asked.ledger, asked.stamp, asked.as_of, national=asked.scope is None)


def sources_on(ledger: Ledger, stamp: Stamp, as_of: date, *, national: bool) -> tuple[str, ...]:
    """Return the sources of a day's figures; announcements are of the country's alone."""
    known = announcements(ledger, stamp.data_version)
    said = [figure.source for figure in known if figure.as_of == as_of and national]
    if not stamp.data_version:
        return (_("nothing was recorded yet"),)
    simulated = _("reports of ministries and provinces (simulated)")
    return (*dict.fromkeys(said), simulated if stamp.demo else _("reports of ministries and provinces"))


def facts_of(identity: Identity) -> tuple[Fact, ...]:
    """Return the lines by which a report can be checked later."""
    return tuple(_facts(identity))


def _facts(identity: Identity) -> Iterator[Fact]:
    stamp, recorded = identity.stamp, identity.recorded
    yield Fact("as_of", _("As of"), day(identity.as_of))
    if identity.compare_to is not None:
        yield Fact("compare_to", _("Compared with"), day(identity.compare_to))
    yield Fact("scope", _("Covers"), words(_("the whole country") if identity.scope is None else identity.scope.name))
    known = _("all that was recorded") if identity.known_on is None else format_moment(identity.known_on)
    yield Fact("known_on", _("As known on"), words(known))
    yield Fact("data_version", _("Data version"), Cell(format_count(stamp.data_version), n=stamp.data_version))
    if recorded is not None:
        moment = format_moment(recorded.recorded_at)
        by = _("{moment}, by {by}").format(moment=moment, by=recorded.by) if recorded.by else moment
        yield Fact("recorded", _("Last recorded"), words(by))
    yield Fact("chain_head", _("Chain head"), words(stamp.chain_head))
    yield Fact("rules_version", _("Rules version"), words(stamp.rules_version))
    yield Fact("sources", _("Sources"), words("; ".join(identity.sources)))


def method_note() -> Note:
    """Return the box that says how is counted and rounded."""
    sentence = _(
        "An agency is covered when its newest report by the day says that it has announced its system for all of its"
        " administrative procedures. A ministry or province meets the requirement when all agencies in it that must"
        " take part are covered. Agencies that did not report stay in the denominator; rates are rounded half-up to"
        " one decimal, once, from the exact fraction; 0/0 prints “–”."
    )
    return Note(_("Method and sources"), (paragraph(sentence),))
