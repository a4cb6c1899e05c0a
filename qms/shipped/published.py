"""What was announced on 27/04/2021, as printed."""

from qms.shipped.tables import Row, day_of, read_table
from qms.store.facts import Published
from qms.vocabulary import Measure


def published_figures() -> tuple[Published, ...]:
    """Return the announced figures in the order of the announcement."""
    return tuple(
        Published(
            Measure(row["measure"]),
            day_of(row["as_of"]),
            int(row["numerator"]),
            int(row["denominator"]),
            row["rate_text"],
            _source(row),
        )
        for row in read_table("published_figures")
    )


def _source(row: Row) -> str:
    """Title, publisher and day in one sentence; an unknown publisher is said to be unknown."""
    publisher = row["source_publisher"] or "chưa rõ nơi đăng"
    day = day_of(row["source_day"])
    return f"{row['source_title']} ({publisher}, {day:%d/%m/%Y})"
