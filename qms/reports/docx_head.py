"""Head and foot of an administrative report in Word: state and agency, titles, recipients and signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.reports.content import Length
from qms.reports.docx_parts import Paper, gap, paragraph, run, table, twips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.reports.content import Report

_LEFT_SHARE: Final = 0.435
"""Of the width between the margins, for the agency's side."""
_LINES_TO_SIGN: Final = 4
_LINES_IN_A_SUMMARY: Final = 2
"""As on its PDF: a summary fits on two pages."""
_TABLE: Final = "TableNormal"


def letterhead(report: Report, paper: Paper) -> Iterator[str]:
    """Yield the block on top: agency and number at the left, state and day at the right."""
    head = report.letterhead
    left = (
        (paragraph("LetterheadParent", run(head.parent_agency)) if head.parent_agency else "")
        + paragraph("LetterheadAgency", run(head.agency))
        + _rule(1_250)
        + paragraph("LetterheadNumber", run(head.number))
        + ("" if report.kind_line else paragraph("LetterheadSubject", run(report.subject)))
    )
    right = (
        paragraph("LetterheadState", run(head.country))
        + paragraph("LetterheadMotto", run(head.motto))
        + _rule(1_150)
        + paragraph("LetterheadDay", run(head.place_and_day))
    )
    yield _halves(left, right, paper, head.agency)


def labels(report: Report) -> str:
    """Return what must be seen first: that it is a draft, that data are simulated; nothing where neither holds."""
    said = [run(label, bordered=True) for label in (report.draft_label, report.simulated) if label]
    return paragraph("Labels", run("   ").join(said)) if said else ""


def titles(report: Report) -> Iterator[str]:
    """Yield what kind of document it is and of what; a letter says of what below its number."""
    if not report.kind_line:
        return
    yield paragraph("Title", run(report.kind_line))
    yield paragraph("Subtitle", run(report.subject))
    yield paragraph("DayLine", run(report.day_line))
    yield _rule(3_000)


def signature(report: Report, paper: Paper) -> Iterator[str]:
    """Yield recipients at the left, and at the right the place to sign."""
    head = report.letterhead
    left = paragraph("RecipientsTitle", run(head.recipients_title)) + "".join(
        paragraph("Recipient", run(recipient)) for recipient in head.recipients
    )
    is_brief = bool(report.kind_line) and report.identity.length is Length.SUMMARY
    blank = [""] * (_LINES_IN_A_SUMMARY if is_brief else _LINES_TO_SIGN)
    said = [head.signer_authority, head.signer_office, *blank, head.signer_name]
    right = "".join(paragraph("SignatureBlock", run(line) if line else "") for line in said)
    yield gap(kept=True)  # with the note above: no page holds the signature alone
    yield _halves(left, right, paper, head.signer_office or head.recipients_title)


def _rule(indent: int) -> str:
    """Return a rule, drawn in from both sides by so many twentieths of a point."""
    properties = (
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="40" w:after="0" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{indent}" w:right="{indent}" w:firstLine="0"/>'
    )
    return paragraph("TableNote", properties=properties)


def _halves(left: str, right: str, paper: Paper, caption: str) -> str:
    widths = [twips(paper.inside * share) for share in (_LEFT_SHARE, 1 - _LEFT_SHARE)]
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
        for width, inside in zip(widths, (left, right), strict=True)
    )
    return table(
        [f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"], widths, caption=caption, style=_TABLE
    )
