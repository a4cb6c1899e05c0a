"""Where a body came from and what it became, with what was true of each there; and the bodies around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from pages.parts.choices import there
from pages.parts.dossier.words import around_href, around_link, body_link, evidence_chip, procedures
from pages.parts.menu import EXPLORE
from pages.parts.table import table
from pages.parts.words import address_of
from qms.charts.html import Html, element, joined, link
from qms.charts.marks import stand_mark
from qms.coverage.dossier import Around, Dossier, Relative
from qms.coverage.members import Part
from qms.i18n import N_, _, current_language, format_count, format_date, label
from qms.vocabulary import Level

OWN_LEVEL = {
    Level.MINISTRY_UNIT: N_("Units below {body}"),
    Level.PROVINCIAL_UNIT: N_("Departments of {body}"),
    Level.DISTRICT: N_("Districts of {body}"),
    Level.COMMUNE: N_("Communes of {body}"),
}


def kin_blocks(found: Dossier) -> list[Html]:
    """Return the tables of predecessors and of successors, as far as there are any."""
    before = _("Bodies before the reorganisation")
    after = _("Bodies after the reorganisation")
    return [
        element(
            "section",
            element("h2", title, class_="q-finding"),
            *(_table(list(group)) for _on, group in groupby(relatives, key=_days)),
            id=anchor,
        )
        for title, anchor, relatives in (
            (before, "predecessors", found.predecessors),
            (after, "successors", found.successors),
        )
        if relatives
    ]


def _days(relative: Relative) -> tuple[object, object]:
    return relative.on_day, relative.on


def _table(relatives: Sequence[Relative]) -> Html:
    kinds = {relative.kind for relative in relatives}
    heads = ((_("Name"), None), (_("Code"), "q-number"), (_("Status"), None))
    reorganised = _("{kinds} on {day}; status on {on}").format(
        kinds=", ".join(label(kind) for kind in sorted(kinds)),
        day=format_date(relatives[0].on_day),
        on=format_date(relatives[0].on),
    )
    return table(reorganised, heads, (_row(relative, named=len(kinds) > 1) for relative in relatives))


def _row(relative: Relative, *, named: bool) -> Html:
    said: list[object] = [body_link(relative.group, relative.on)]
    if named:
        said.append(element("span", label(relative.kind), class_="q-soft q-small-words"))
    chip = evidence_chip(relative.paper.evidence)
    return element(
        "tr",
        element("th", joined([*said, *([chip] if chip else [])], " "), scope="row"),
        element("td", relative.group.code, class_="q-number"),
        element("td", _stand(relative)),
    )


def _stand(relative: Relative) -> object:
    stand = relative.stand
    if stand is None:
        return _("not open on this day")
    mark = stand_mark(stand.status, covered=stand.covered)
    if stand.report is None:
        return mark
    said = [format_date(stand.since), procedures(stand.report)]
    return joined([mark, element("span", " · ".join(filter(None, said)), class_="q-soft q-small-words")], " ")


def around_block(found: Dossier) -> Html | None:
    """Return how the bodies around this one stand: each a fraction with its members, and the way to explore them."""
    rows = list(_around_rows(found))
    if not rows:
        return None
    on = found.life.shown_on
    top = next(around.under for around in (found.siblings, found.mandatory, found.below) if around)
    explore = link(there(EXPLORE, as_of=on, under=address_of(top)), _("Explore {body}").format(body=top.name))
    return element(
        "section",
        element("h2", _("Around it"), class_="q-finding"),
        element("p", _("Covered of all, {day}").format(day=format_date(on)), class_="q-measured"),
        element("dl", *rows, class_="q-facts"),
        element("p", explore, class_="q-source"),
    )


def _around_rows(found: Dossier) -> Iterable[Html]:
    on = found.life.shown_on
    if found.siblings is not None:
        words = _(OWN_LEVEL.get(found.life.level, N_("Agencies below {body}")))
        yield _around_row(words.format(body=found.siblings.under.name), found.siblings, on)
    if found.below is not None:
        level = found.below.slice_.level or found.life.level
        words = _(OWN_LEVEL.get(level, N_("Agencies below {body}")))
        yield _around_row(words.format(body=found.below.under.name), found.below, on)
    if found.mandatory is not None:
        words = _("Mandatory agencies of {body}").format(body=found.mandatory.under.name)
        yield _around_row(words, found.mandatory, on)


def _around_row(words: str, around: Around, on: date) -> Html:
    said = [around_link(around, on), around.figure.text(current_language())]
    if around.lacking:
        lacking = _("{count} not covered").format(count=format_count(around.lacking))
        said.append(link(around_href(around, on, status=Part.NOT_COVERED.value), lacking))
    return element("div", element("dt", words), element("dd", joined(said, " · ")))
