"""`qms figures`, `qms series`, `qms outstanding`, `qms changes`: questions to the book, answered on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from qms.asking import a_word
from qms.cli.options import (
    DATE,
    AsOf,
    By,
    InFormat,
    KnownFrom,
    KnownOn,
    ManyMeasures,
    OfLevel,
    OfRegion,
    OfScope,
    OfStandard,
    OneMeasure,
    Under,
)
from qms.cli.output import Format, write_csv, write_json, write_lines
from qms.i18n import N_, _, current_language, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qms.book import Narrowing


class Asked(NamedTuple):
    """What narrows a question, for the heading of its table."""

    under: str | None
    narrowing: Narrowing

    def described(self) -> list[str]:
        """Return what narrows the question, in words."""
        from qms.book import words_of

        words = [label(word) for word in words_of(self.narrowing).values()]
        return [*words, *([] if self.under is None else [_("under {code}").format(code=self.under)])]


def figures(
    as_of: AsOf,
    known_on: KnownOn = None,
    measure: ManyMeasures = None,
    by: By = None,
    under: Under = None,
    level: OfLevel = None,
    scope: OfScope = None,
    region: OfRegion = None,
    standard: OfStandard = None,
    members: Annotated[bool, typer.Option("--members", help=N_("Also the agencies behind each figure."))] = False,
    format_: InFormat = Format.TABLE.value,
) -> None:
    """Print the figures of a day."""
    import qms
    from qms.cli import rows, tables

    shape = a_word(Format, format_)
    narrowing: Narrowing = {"level": level, "scope": scope, "region": region, "standard": standard}
    found = qms.open().figures(
        as_of, known_on=known_on, measure=measure, by=by, under=under, members=members, **narrowing
    )
    document = found.to_json(current_language())
    as_rows = rows.member_rows(document) if members else rows.rows_of(document, "figures")
    columns = rows.MEMBERS if members else rows.FIGURES
    _answer(shape, document, columns, as_rows, lambda: tables.figures_lines(found, Asked(under, narrowing)))


def series(
    from_: Annotated[str, typer.Option("--from", metavar=DATE, help=N_("The first day."), show_default=False)],
    to: Annotated[
        str, typer.Option("--to", metavar=DATE, help=N_("The last day, itself a point."), show_default=False)
    ],
    measure: OneMeasure = None,
    every: Annotated[
        str,
        typer.Option(
            "--every", metavar="month|quarter|year", help=N_("A point on the last day of each of these periods.")
        ),
    ] = "month",
    by: By = None,
    map_: Annotated[
        str,
        typer.Option(
            "--map",
            metavar="then|now",
            help=N_(
                "With --by parent: the ministries and provinces of each day, or pooled onto those of the last day."
            ),
        ),
    ] = "then",
    under: Under = None,
    level: OfLevel = None,
    scope: OfScope = None,
    region: OfRegion = None,
    standard: OfStandard = None,
    known_on: KnownOn = None,
    format_: InFormat = Format.TABLE.value,
) -> None:
    """Print how one measure moved."""
    import qms
    from qms.cli import rows, tables

    shape = a_word(Format, format_)
    narrowing: Narrowing = {"level": level, "scope": scope, "region": region, "standard": standard}
    found = qms.open().series(
        measure, from_, to, every=every, by=by, map=map_, under=under, known_on=known_on, **narrowing
    )
    document = found.to_json(current_language())
    as_rows = rows.rows_of(document, "points")
    _answer(shape, document, rows.SERIES, as_rows, lambda: tables.series_lines(found, Asked(under, narrowing)))


def outstanding(
    as_of: AsOf,
    measure: OneMeasure = None,
    under: Under = None,
    level: OfLevel = None,
    scope: OfScope = None,
    region: OfRegion = None,
    standard: OfStandard = None,
    known_on: KnownOn = None,
    format_: InFormat = Format.TABLE.value,
) -> None:
    """Print who is not covered, and what each lacks."""
    import qms
    from qms.cli import rows, tables

    shape = a_word(Format, format_)
    narrowing: Narrowing = {"level": level, "scope": scope, "region": region, "standard": standard}
    found = qms.open().outstanding(measure, as_of, under=under, known_on=known_on, **narrowing)
    document = found.to_json(current_language())
    as_rows = rows.rows_of(document, "agencies")
    _answer(
        shape, document, rows.OUTSTANDING, as_rows, lambda: tables.outstanding_lines(found, Asked(under, narrowing))
    )


def changes(
    from_: Annotated[str, typer.Option("--from", metavar=DATE, help=N_("The earlier day."), show_default=False)],
    to: Annotated[str, typer.Option("--to", metavar=DATE, help=N_("The later day."), show_default=False)],
    measure: ManyMeasures = None,
    under: Under = None,
    level: OfLevel = None,
    scope: OfScope = None,
    region: OfRegion = None,
    standard: OfStandard = None,
    known_from: KnownFrom = None,
    known_on: KnownOn = None,
    members: Annotated[bool, typer.Option("--members", help=N_("Also the agencies of each step."))] = False,
    format_: InFormat = Format.TABLE.value,
) -> None:
    """Print what moved the figures from one day to another."""
    import qms
    from qms.cli import rows
    from qms.cli.sums import changes_lines

    shape = a_word(Format, format_)
    narrowing: Narrowing = {"level": level, "scope": scope, "region": region, "standard": standard}
    found = qms.open().changes(
        from_, to, measure=measure, under=under, known_from=known_from, known_on=known_on, **narrowing
    )
    document = found.to_json(current_language())
    as_rows = rows.mover_rows(document) if members else rows.change_rows(document)
    columns = rows.MOVERS if members else rows.CHANGES
    _answer(
        shape, document, columns, as_rows, lambda: changes_lines(found, Asked(under, narrowing), with_agencies=members)
    )


def _answer(
    shape: Format,
    document: dict[str, Any],
    columns: Sequence[str],
    rows: Iterator[dict[str, Any]],
    lines: Callable[[], Iterator[str]],
) -> None:
    match shape:
        case Format.JSON:
            write_json(document)
        case Format.CSV:
            write_csv(columns, rows)
        case Format.TABLE:
            write_lines(lines())


FIGURES_EXAMPLES: Final = """\
qms figures --as-of 2021-04-27
qms figures --as-of 2021-04-27 --known-on 2021-06-30 --format json
qms figures --as-of 2021-04-27 --measure communes --by parent --format csv
qms figures --as-of 2021-04-27 --under province:01 --members
qms figures --as-of 2021-04-27 --level commune --region mekong_delta"""

SERIES_EXAMPLES: Final = """\
qms series --measure communes --from 2014-12-31 --to 2021-04-27 --every year
qms series --measure provinces --from 2024-01-01 --to 2025-12-31 --every quarter --format json
qms series --measure communes --from 2024-12-31 --to 2025-12-31 --every year --by parent --map now"""

OUTSTANDING_EXAMPLES: Final = """\
qms outstanding --measure provinces --as-of 2021-04-27
qms outstanding --measure communes --as-of 2021-04-27 --under province:01 --format csv"""

CHANGES_EXAMPLES: Final = """\
qms changes --from 2020-12-31 --to 2021-04-27
qms changes --from 2020-12-31 --to 2021-04-27 --known-from 2021-04-20 --measure communes --format json
qms changes --from 2025-06-30 --to 2025-12-31 --under province:01 --members"""

COMMANDS: Final = (
    (figures, N_("The figures of a day: how many are covered, of how many."), FIGURES_EXAMPLES),
    (
        series,
        N_("How one measure moved: its figures on the last day of each month, quarter or year."),
        SERIES_EXAMPLES,
    ),
    (outstanding, N_("Who keeps a measure from 100 %, and what each lacks."), OUTSTANDING_EXAMPLES),
    (changes, N_("What moved the figures from one day to another, in steps that add up."), CHANGES_EXAMPLES),
)
"""Each command with its help and its examples; a test runs the examples."""
