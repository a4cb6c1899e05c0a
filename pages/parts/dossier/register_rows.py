"""The register's rows of one body: names, codes, moves, scopes, its end, each with its act; taken back ones too."""

from __future__ import annotations

from pages.parts.dossier.timeline import ASPECTS
from pages.parts.dossier.words import batch_words, evidence_chip
from pages.parts.table import table
from qms.charts.html import Html, element, filled, joined, unseen
from qms.coverage.dossier import Aspect, Dossier, RegisterRow
from qms.i18n import N_, _, format_date, label

_HAPPENED = {
    Aspect.OPENED: N_("opened"),
    Aspect.CLOSED: N_("ended"),
    Aspect.REOPENED: N_("opened again"),
}


def register_block(found: Dossier) -> Html:
    """Return all rows of the register, newest first, in a list that opens."""
    heads = (
        (_("From"), None),
        (_("What happened"), None),
        (_("Name, parent, scope"), None),
        (_("Legal act, batch"), None),
    )
    rows = table(
        _("What the register says of this agency, newest first"),
        heads,
        (_row(found, row) for row in reversed(found.life.rows)),
    )
    return element(
        "section",
        element("h2", _("In the register"), class_="q-finding"),
        element("div", rows, class_="q-register"),
        class_="q-register-block",
    )


def _row(found: Dossier, row: RegisterRow) -> Html:
    gone = row.voided_by is not None
    cells = (_what(row), _says(row))
    said = [element("del", cell) if gone else cell for cell in cells]
    papers: list[object] = [element("span", row.legal_act, class_="q-paper")] if row.legal_act else []
    papers.append(element("span", batch_words(found, row.batch), class_="q-paper q-soft"))
    if row.voided_by is not None:
        taken = filled(_("Taken back by {batch}"), batch=batch_words(found, row.voided_by))
        papers.append(element("span", taken, class_="q-paper"))
    day = format_date(row.valid_from)
    return element(
        "tr",
        element("th", element("del", unseen(_("taken back:") + " "), day) if gone else day, scope="row"),
        *(element("td", cell) for cell in said),
        element("td", *papers),
    )


def _what(row: RegisterRow) -> Html:
    words = [_(_HAPPENED[aspect]) if aspect in _HAPPENED else _(ASPECTS[aspect]) for aspect in row.changed]
    chip = evidence_chip(row.evidence)
    said = ", ".join(words) or (_("unchanged") if row.voided_by is None else "–")
    return joined([said, *([chip] if chip else [])], " ")


def _says(row: RegisterRow) -> str:
    if not row.is_open:
        return "–"
    parts = (
        row.name,
        row.code,
        row.parent.name if row.parent else None,
        label(row.scope) if row.scope else None,
        label(row.region) if row.region else None,
        row.locality.name if row.locality else None,
    )
    return " · ".join(part for part in parts if part)
