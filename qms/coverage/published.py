"""Published figures beside computed ones: stored and compared, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qms.coverage.rates import agrees_with_print

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qms.coverage.ledger import Ledger, PublishedFigure
    from qms.coverage.timeline import Timeline
    from qms.vocabulary import Measure


class PublishedComparison(NamedTuple):
    """An announcement of the same measure and day, and whether the computed figure agrees with it."""

    text: str | None
    numerator: int | None
    denominator: int | None
    agrees: bool | None
    """None when the announcement printed nothing that can be compared."""
    source: str

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as in the `figures` document."""
        return {
            "text": self.text,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "agrees": self.agrees,
            "source": self.source,
        }


def announcements(ledger: Ledger, known: int) -> Iterator[PublishedFigure]:
    """Yield the published figures that stand as known at a batch, in the order of their recording."""
    return (figure for figure in ledger.published if figure.batch <= known < figure.voided_by)


def compared_with_published(
    timeline: Timeline, measure: Measure, as_of: date, numerator: int, denominator: int
) -> PublishedComparison | None:
    """Return the newest announcement of the measure on the same day, compared with the computed figure."""
    known = announcements(timeline.ledger, timeline.known)
    same_day = [figure for figure in known if figure.measure == measure and figure.as_of == as_of]
    if not same_day:
        return None
    newest = same_day[-1]
    verdict = compare(newest, numerator, denominator)
    return PublishedComparison(newest.rate_text, newest.numerator, newest.denominator, verdict, newest.source)


def compare(printed: PublishedFigure, numerator: int, denominator: int) -> bool | None:
    """Return whether numerator, denominator and rate are what was printed, each where it was; None: nothing printed."""
    verdicts = [
        None if printed.numerator is None else printed.numerator == numerator,
        None if printed.denominator is None else printed.denominator == denominator,
        None if printed.rate_text is None else agrees_with_print(numerator, denominator, printed.rate_text),
    ]
    said = [verdict for verdict in verdicts if verdict is not None]
    return all(said) if said else None
