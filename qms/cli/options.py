"""The options that several commands share, each with its one meaning and its one help text."""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

import typer

from qms.i18n import N_

DATE: Final = N_("DATE")

AsOf: TypeAlias = Annotated[
    str,
    typer.Option(
        "--as-of", metavar=DATE, help=N_("The day the figures are of: 2021-04-27 or 27/04/2021."), show_default=False
    ),
]
KnownOn: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        metavar=N_("DATE|UTC-MOMENT"),
        help=N_("Use only what was recorded by then; a date means its end in Hà Nội (UTC+7)."),
    ),
]
KnownFrom: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--known-from",
        metavar=N_("DATE|UTC-MOMENT"),
        help=N_(
            "Start from the first day's figures as they were known then, the last report: what was learned since about "
            "that day is a step of its own."
        ),
    ),
]
OneMeasure: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--measure",
        metavar="ID",
        help=N_("The measure: ministries, ministry_encouraged, provinces, provinces_with_communes, communes or slice."),
    ),
]
ManyMeasures: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        metavar="ID",
        help=N_(
            "A measure, may be repeated: ministries, ministry_encouraged, provinces, provinces_with_communes, "
            "communes or slice. All five without it."
        ),
    ),
]
By: TypeAlias = Annotated[
    str | None,
    typer.Option("--by", metavar="parent", help=N_("One more line for each ministry or province.")),
]
Under: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--under",
        metavar=N_("CODE"),
        help=N_("Only this agency and those below it on that day: CODE, or LEVEL:CODE where several bear the code."),
    ),
]
OfLevel: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar=N_("LEVEL"),
        help=N_("A slice by level: ministry, ministry_unit, province, provincial_unit, district or commune."),
    ),
]
OfScope: TypeAlias = Annotated[
    str | None,
    typer.Option("--scope", metavar=N_("SCOPE"), help=N_("A slice by scope: mandatory, encouraged, planned or none.")),
]
OfRegion: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar=N_("REGION"),
        help=N_(
            "A slice by region: northern_midlands, red_river_delta, central_coast, central_highlands, southeast or "
            "mekong_delta."
        ),
    ),
]
OfStandard: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--standard", metavar=N_("EDITION"), help=N_("A slice by edition of ISO 9001: 2000, 2008, 2015 or 2026.")
    ),
]
InFormat: TypeAlias = Annotated[
    str,
    typer.Option("--format", metavar="table|json|csv", help=N_("A table for people, one JSON document, or CSV.")),
]
