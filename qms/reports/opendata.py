"""Open data: the figures as one CSV file, or all tables with their descriptor as a Data Package (version 2)."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from qms.csv_rows import write_rows
from qms.i18n import _, use_language
from qms.moments import moment_text
from qms.reports.opendata_tables import FIGURES, UNDECIDED, Field, Resource, figure_rows, resources
from qms.reports.zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.coverage import Ledger, Stamp
    from qms.coverage.figures import Figures
    from qms.reports.opendata_tables import Decided

_MARK: Final = b"\xef\xbb\xbf"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def csv_of(days: Iterable[Figures], language: str, *, with_mark: bool = True) -> bytes:
    """Return the figures of some days as CSV, one line each; the mark tells spreadsheets that it is UTF-8."""
    text = _written(FIGURES, (row for found in days for row in figure_rows(found, language)))
    return (_MARK if with_mark else b"") + text


def datapackage_of(
    ledger: Ledger,
    as_of: date,
    *,
    known_on: datetime | None = None,
    language: str = "vi",
    sources: Iterable[str] = (),
    decisions: Decided = UNDECIDED,
) -> bytes:
    """Return a zip with a table a file and `datapackage.json`, which says what each column is and holds each hash.

    `decisions` are number and day of the decisions of events, by the store's ids: the ledger does not hold them.
    """
    with use_language(language):
        made = [
            (resource, _written(resource.fields, resource.rows()))
            for resource in resources(ledger, as_of, known_on, decisions)
        ]
        stamp = made[0][0].stamp
        descriptor = _descriptor(made, as_of, stamp, _moment(ledger, stamp, as_of), list(sources))
    files = {f"data/{resource.name}.csv": content for resource, content in made}
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return zipped({"datapackage.json": text.encode(), **files})


def _written(fields: Iterable[Field], rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows as CSV with the names of the fields in front; texts are inert in a spreadsheet."""
    out = io.StringIO(newline="")
    write_rows(out, [field.name for field in fields], rows)
    return out.getvalue().encode()


def _moment(ledger: Ledger, stamp: Stamp, as_of: date) -> datetime:
    """Return when the last batch was recorded, which stands where others print a clock; without any, the day."""
    if not stamp.data_version:
        return datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    return ledger.recorded_at(stamp.data_version)


def _descriptor(
    made: list[tuple[Resource, bytes]], as_of: date, stamp: Stamp, moment: datetime, sources: list[str]
) -> dict[str, Any]:
    simulated = _("SIMULATED DATA – the status of each agency is simulated") if stamp.demo else None
    about = _("Adoption of TCVN ISO 9001 by state administrative agencies (Decision 19/2014/QĐ-TTg).")
    return {
        "$schema": _PROFILE,
        "name": f"qms-{as_of.isoformat()}",
        "title": _("Quality management systems in state agencies, {day}").format(day=as_of.isoformat()),
        "description": " ".join(part for part in (simulated and f"{simulated}.", about) if part),
        "version": f"{stamp.data_version}.0.0",
        "created": moment_text(moment),
        "licenses": [_LICENCE],
        "sources": [{"title": source} for source in sources] or [{"title": _("reports of ministries and provinces")}],
        "qms": {"as_of": as_of.isoformat(), **stamp.to_json()},
        "resources": [_described(resource, content) for resource, content in made],
    }


def _described(resource: Resource, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [field.described() for field in resource.fields],
        "missingValues": [""],
    }
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.foreign:
        schema["foreignKeys"] = [
            {"fields": [own], "reference": {"resource": other, "fields": [theirs]}}
            for own, other, theirs in resource.foreign
        ]
    return {
        "name": resource.name,
        "title": _(resource.title),
        "path": f"data/{resource.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }
