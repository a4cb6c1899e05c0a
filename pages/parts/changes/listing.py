"""The agencies of one step: where each stood before, where it stands now, and what that does to the two counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pages.parts.changes.asked import Asked
from pages.parts.changes.sums import known_day, step_label
from pages.parts.choices import agency_href
from pages.parts.paging import rows_of, turning
from pages.parts.paper import empty, show
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.words import number, signed
from qms.charts.html import Html, element, joined, link
from qms.charts.marks import compliance_mark, stand_mark
from qms.coverage.change import Change, Step
from qms.coverage.measures import PARENT_LEVEL
from qms.coverage.movers import Mover, Movers, Place, Standing
from qms.coverage.moves import Effect
from qms.i18n import N_, _, format_count, format_date, label
from qms.vocabulary import ChangeKind, Measure

A_PAGE = 100

EFFECTS = {
    None: N_("all {count}"),
    Effect.NUMERATOR_UP: N_("covered + {count}"),
    Effect.NUMERATOR_DOWN: N_("covered − {count}"),
    Effect.DENOMINATOR_UP: N_("all that count + {count}"),
    Effect.DENOMINATOR_DOWN: N_("all that count − {count}"),
}


def show_step(change: Change, asked: Asked, kind: ChangeKind) -> None:
    """Show the agencies of a step, and of the others by a click."""
    step = change.step(kind)
    movers = step.movers or Movers.none()
    chosen = movers.only(asked.effect)
    rows = rows_of(len(chosen), asked.page, A_PAGE)
    show(
        _crumbs(asked),
        element("h2", _title(step, len(chosen), change, asked), class_="q-finding", id="members"),
        _kinds(change, asked, kind),
        _effects(movers, asked, kind),
    )
    if not len(chosen):
        show(empty(_("There is no such agency between these days.")))
        return
    show(_table(chosen.described(rows.first, rows.last), change, asked, kind))
    show_source(
        *turning(rows, lambda page: asked.href(status=kind.value, effect=asked.effect, page=page)),
        name=f"{change.measure.value}-{kind.value}",
        rows=lambda: [_file_row(mover, kind) for mover in chosen.described()],
        as_of=change.end,
        stamp=change.stamp,
    )


def _crumbs(asked: Asked) -> Html:
    back = link(asked.href(), "← ", _("Both sums"))
    return element("nav", back, class_="q-crumbs", aria_label=_("Way back"))


def _title(step: Step, count: int, change: Change, asked: Asked) -> str:
    said = _("{step}: {count} agencies, {start} → {end}").format(
        step=step_label(step.kind, under=asked.under is not None),
        count=format_count(count),
        start=format_date(change.start),
        end=format_date(change.end),
    )
    return ", ".join([said, label(change.measure), *([asked.under.group.name] if asked.under else [])])


def _kinds(change: Change, asked: Asked, kind: ChangeKind) -> Html:
    items = [
        _pill(
            f"{step_label(step.kind, under=asked.under is not None)} {format_count(step.count)}",
            asked.href(status=step.kind.value),
            chosen=step.kind is kind,
        )
        for step in change.steps
    ]
    return element("ul", *items, class_="q-pills")


def _effects(movers: Movers, asked: Asked, kind: ChangeKind) -> Html | None:
    """Return the parts of a step by what they do to a count; None where there is one such part only."""
    counts = {effect: len(movers.only(effect)) for effect in EFFECTS}
    if sum(counts[effect] > 0 for effect in Effect) == 1:
        return None
    items = [
        _pill(
            _(words).format(count=format_count(counts[effect])),
            asked.href(status=kind.value, effect=effect),
            chosen=effect is asked.effect,
        )
        for effect, words in EFFECTS.items()
        if counts[effect]
    ]
    return element("ul", *items, class_="q-pills")


def _pill(words: str, href: str, *, chosen: bool) -> Html:
    return element("li", link(href, words, aria_current="true" if chosen else None))


def _table(movers: Sequence[Mover], change: Change, asked: Asked, kind: ChangeKind) -> Html:
    first, last = _columns_of_days(change, asked, kind)
    heads = (
        (_("Agency"), None),
        (_("Ministry, province"), "q-minor"),
        (first, "q-minor"),
        (last, None),
        (_("Covered"), "q-number"),
        (_("All"), "q-number"),
    )
    caption = _("{measure}: {step}, by level").format(measure=label(change.measure), step=label(kind))
    return table(caption, heads, [_row(mover, change) for mover in movers])


def _columns_of_days(change: Change, asked: Asked, kind: ChangeKind) -> tuple[str, str]:
    """Return what stands above the two statuses: two days, or one day as known then and now."""
    if kind is ChangeKind.CORRECTED and asked.known_from is not None:
        known = _("{day}, as known on {moment}")
        day = format_date(change.start)
        return known.format(day=day, moment=format_date(asked.known_from)), known_day(change.start, asked)
    return format_date(change.start), format_date(change.end)


def _row(mover: Mover, change: Change) -> Html:
    parent = "" if mover.parent is None else mover.parent.name
    under = joined([part for part in (parent, mover.code) if part], " · ")
    shown_on = change.end if mover.after is not None else change.start
    href = agency_href(mover.id, as_of=shown_on)
    return element(
        "tr",
        element("th", link(href, mover.name), element("span", under, class_="q-under"), scope="row"),
        element("td", parent, class_="q-minor"),
        element("td", _standing(mover.before, change.measure, _("not open yet")), class_="q-minor"),
        element("td", _standing(mover.after, change.measure, _("ended"))),
        number(signed(mover.numerator)),
        number(signed(mover.denominator)),
    )


def _standing(standing: Standing | None, measure: Measure, closed: str) -> Html:
    """Return where an agency stands; a ministry or province by what it is judged by, not by its own status."""
    if standing is None:
        return element("span", closed, class_="q-soft")
    if measure in PARENT_LEVEL:
        outside = element("span", _("not counted"), class_="q-soft")
        covered = standing.place is Place.NUMERATOR
        return outside if standing.place is Place.OUTSIDE else compliance_mark(covered=covered, silent=False)
    since = "" if standing.since is None else f" {format_date(standing.since)}"
    mark = stand_mark(standing.status, covered=standing.covered)
    return joined([mark, element("span", since, class_="q-soft")])


def _file_row(mover: Mover, kind: ChangeKind) -> dict[str, object]:
    return {
        "kind": kind.value,
        **mover.to_json(),
        **_of_day("before", mover.before),
        **_of_day("after", mover.after),
    }


def _of_day(name: str, standing: Standing | None) -> dict[str, object]:
    status = None if standing is None or standing.status is None else standing.status.value
    since: date | None = None if standing is None else standing.since
    return {
        f"{name}_open": standing is not None,
        f"{name}_status": status,
        f"{name}_since": None if since is None else since.isoformat(),
    }
