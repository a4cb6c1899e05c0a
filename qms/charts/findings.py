"""What a chart shows, as one sentence from the data: never a cause, never praise. The same on pages and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.i18n import _, current_language, format_date, ngettext

if TYPE_CHECKING:
    from qms.coverage.ranking import Ranking
    from qms.coverage.trend import Line


def trend_finding(line: Line) -> str:
    """Return what the communes' line says, in one sentence."""
    if line.newest is None:
        return _("No commune committee is in the programme")
    language = current_language()
    if len(line.stretches) == 1:
        return _("Commune committees: {rate} by {day}").format(
            rate=line.newest.text(language), day=format_date(line.newest.as_of)
        )
    eve, first = line.stretches[-2][-1], line.stretches[-1][0]
    sentence = (
        _("Commune committees rose steadily to {before} by {eve}, then began again at {after} on the new map")
        if line.never_falls
        else _("Commune committees came to {before} by {eve}, then began again at {after} on the new map")
    )
    return sentence.format(before=eve.text(language), eve=format_date(eve.as_of), after=first.text(language))


def map_finding(ranking: Ranking) -> str:
    """Return in how many provinces all communes are covered, and in how many not even half, in one sentence."""
    full = ngettext(
        "{count} province has covered all of its commune committees",
        "{count} provinces have covered all of their commune committees",
        ranking.complete,
    )
    first = (
        full.format(count=ranking.complete)
        if ranking.complete
        else _("No province has covered all of its commune committees")
    )
    half = ngettext("{count} has not reached half", "{count} have not reached half", ranking.below_half)
    return "; ".join([first, half.format(count=ranking.below_half)] if ranking.below_half else [first])
