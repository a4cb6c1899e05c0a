"""What a Word document says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.reports.paper import keywords_of, moment_of

if TYPE_CHECKING:
    from docx.document import Document

    from qms.reports.content import Report

_LANGUAGES: Final = {"vi": "vi-VN", "en": "en-GB"}
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def describe(document: Document, report: Report) -> None:
    """Say in a document's properties what it is, from the data's own moment; no maker, no clock."""
    moment = moment_of(report)
    said = document.core_properties
    said.title, said.subject, said.language = report.title, report.subject, _LANGUAGES[report.identity.language]
    said.author = report.letterhead.issuer
    said.last_modified_by, said.comments = "", report.simulated or ""
    said.created = said.modified = moment.replace(tzinfo=None)
    said.revision = 1
    said.keywords = "; ".join(f"{name}: {text}" for name, text in keywords_of(report))
    for spoken in document.styles.element.iter(f"{_W}lang"):
        spoken.set(f"{_W}val", _LANGUAGES[report.identity.language])
