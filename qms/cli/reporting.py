"""`qms report`: a report to hand over, as Word, Excel, PDF, CSV or open data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from qms.asking import a_day_up_to_today, a_known_moment, a_word, not_among, the_day
from qms.cli.options import DATE, AsOf, KnownOn, Under
from qms.cli.output import write_lines
from qms.cli.updating import write_file
from qms.errors import WrongUsage
from qms.i18n import LANGUAGES, N_, _, current_language

if TYPE_CHECKING:
    from datetime import date, datetime

    from qms.coverage import Ledger
    from qms.reports.opendata_tables import Decided
    from qms.reports.settings import Office
    from qms.store.database import Database


def report(
    as_of: AsOf,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="docx|xlsx|pdf|csv|datapackage|letters", help=N_("The format."), show_default=False
        ),
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar=N_("PATH"), help=N_("The file to write."), show_default=False)
    ],
    compare_to: Annotated[
        str | None, typer.Option("--compare-to", metavar=DATE, help=N_("Also what changed since an earlier day."))
    ] = None,
    under: Under = None,
    length: Annotated[
        str, typer.Option("--length", metavar="summary|full", help=N_("Two pages, or all lists as well."))
    ] = "summary",
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="vi|en", help=N_("The report's language, else that of QMS_LANG.")),
    ] = None,
    map_: Annotated[
        str, typer.Option("--map", metavar="then|now", help=N_("Ministries and provinces of the day, or of today."))
    ] = "then",
    settings: Annotated[
        str | None,
        typer.Option(
            "--settings", metavar="FILE.toml", help=N_("Issuing agency, place, signer, recipients and template.")
        ),
    ] = None,
    known_on: KnownOn = None,
    no_bom: Annotated[
        bool,
        typer.Option(
            "--no-bom", help=N_("CSV without the mark (BOM) at its beginning, by which spreadsheets know UTF-8.")
        ),
    ] = False,
) -> None:
    """Write a report."""
    from qms.coverage.series import OnMap
    from qms.reports.content import Length
    from qms.reports.orders import Order, To, made
    from qms.reports.settings import template_of
    from qms.store.database import connect
    from qms.store.history import recorded_by
    from qms.store.ledger import current_ledger
    from qms.store.targets import goals_known

    format_, day, known = a_word(To, to), a_day_up_to_today(as_of), a_known_moment(known_on)
    if no_bom and format_ is not To.CSV:
        raise WrongUsage(_("--no-bom goes with --to csv only."))
    office = _office(settings)
    database = connect()
    ledger = current_ledger(database)
    order = Order(
        as_of=day,
        compare_to=None if compare_to is None else the_day(compare_to),
        under=_root(ledger, under, day, known),
        length=a_word(Length, length),
        language=_language(lang),
        known_on=known,
        on_map=a_word(OnMap, map_),
    )
    by = recorded_by(database, ledger.known_on(known))
    content = made(
        ledger,
        order,
        format_,
        office=office,
        recorded_by=by,
        decisions=_decisions(database) if order.wants_decisions(format_) else {},
        goals=goals_known(database, ledger.known_on(known)),
        template=template_of(office),
        with_mark=not no_bom,
    )
    write_file(Path(output), content)
    write_lines([_("{file} is written.").format(file=output)])


def _decisions(database: Database) -> Decided:
    from qms.store.standing import StandingFacts

    return StandingFacts(database).decisions()


def _office(settings: str | None) -> Office:
    from qms.reports.settings import Office, read_office

    return Office() if settings is None else read_office(Path(settings))


def _language(asked: str | None) -> str:
    if asked is None:
        return current_language()
    if asked not in LANGUAGES:
        raise WrongUsage(not_among(asked, LANGUAGES))
    return asked


def _root(ledger: Ledger, under: str | None, day: date, known: datetime | None) -> int | None:
    from qms.register import resolve

    return None if under is None else resolve(ledger, under, day, known)


_EXAMPLES: Final = """\
qms report --as-of 2021-04-27 --compare-to 2020-04-27 --to docx -o report.docx
qms report --as-of 2021-04-27 --to csv --no-bom -o figures.csv
qms report --as-of 2021-04-27 --to datapackage -o open-data.zip"""

COMMANDS: Final = (
    (
        report,
        N_(
            "Write a report of one day: Word, Excel and PDF say the same to the digit; CSV holds the figures, "
            "datapackage all tables with their descriptor, letters a reminder to each ministry and province that does "
            "not meet the requirement."
        ),
        _EXAMPLES,
    ),
)
"""Each command with its help and its examples; a test runs the examples."""
