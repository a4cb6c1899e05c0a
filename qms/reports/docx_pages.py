"""The pages of a Word report: their size and margins, what stands above and below every one, appendices across."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.reports.docx_head import labels
from qms.reports.docx_parts import NAMESPACES, Paper, field, gap, paragraph, run, twips

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document

    from qms.reports.content import Report

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ONLY_FIRST: Final = (f"{_W}headerReference", f"{_W}footerReference", f"{_W}titlePg", f"{_W}type")
_SHOWN_OF_A_HEAD: Final = 16


class Part(NamedTuple):
    """What stands on pages of one kind, as markup."""

    markup: str
    is_wide: bool


class Margins:
    """The settings of a document's page, with the page's number above and what the report stands on below."""

    def __init__(self, document: Document, report: Report, *, is_ours: bool) -> None:
        self._body = document.element.body
        page = document.sections[0]
        if is_ours:
            page.different_first_page_header_footer = True
            _replace(page.header, paragraph("Header", field("PAGE", "2")))
            _replace(page.first_page_header, labels(report) or paragraph("Header"))
            _replace(page.footer, _foot(report))
            _replace(page.first_page_footer, _facts(report) + _foot(report))
        else:
            page.different_first_page_header_footer = True
            _add(page.footer, _foot(report))
            _add(page.first_page_footer, _facts(report) + _foot(report))
        settings = self._body.sectPr
        self.paper = _paper_of(settings)
        self._settings = settings

    def joined(self, parts: Sequence[Part]) -> Iterator[str]:
        """Yield the parts one after the other, each kind of page with its own settings behind it."""
        from docx.oxml.xmlchemy import serialize_for_reading

        for place, part in enumerate(parts):
            settings = serialize_for_reading(self._settings if place == 0 else self._further(is_wide=part.is_wide))
            last = place == len(parts) - 1
            yield part.markup
            yield gap(1, "" if last else settings)
            if last:
                yield settings

    def _further(self, *, is_wide: bool) -> Any:
        """Return the settings of pages behind the first: they go on with its head, foot and count."""
        settings = deepcopy(self._settings)
        for child in list(settings):
            if child.tag in _ONLY_FIRST:
                settings.remove(child)
        if is_wide:
            _lay(settings, self.paper.turned())
        return settings


def _foot(report: Report) -> str:
    stamp = report.identity.stamp
    facts = {fact.key: f"{fact.title}: {fact.cell.text}" for fact in report.facts}
    said = [report.simulated or facts["as_of"], facts["data_version"], f"{stamp.chain_head[:_SHOWN_OF_A_HEAD]}…"]
    return paragraph("Footer", run(" · ".join(said)))


def _facts(report: Report) -> str:
    """Return all that the report says of itself, for the foot of its first page."""
    return paragraph("FooterFacts", run(" · ".join(f"{fact.title}: {fact.cell.text}" for fact in report.facts)))


def _replace(block: Any, text: str) -> None:
    """Give a header or footer a paragraph in place of what it holds."""
    block.is_linked_to_previous = False
    for element in list(block._element):  # noqa: SLF001 – the library has no public way to put XML there
        block._element.remove(element)  # noqa: SLF001 – as above
    _add(block, text)


def _add(block: Any, text: str) -> None:
    from docx.oxml import parse_xml

    block.is_linked_to_previous = False
    for element in parse_xml(f"<w:ftr {NAMESPACES}>{text}</w:ftr>"):
        block._element.append(element)  # noqa: SLF001 – as in _replace


def _paper_of(settings: Any) -> Paper:
    def millimetres(value: Any) -> float:
        return float(value.mm) if value is not None else 20.0

    return Paper(
        millimetres(settings.page_width),
        millimetres(settings.page_height),
        millimetres(settings.top_margin),
        millimetres(settings.bottom_margin),
        millimetres(settings.left_margin),
        millimetres(settings.right_margin),
    )


def _lay(settings: Any, paper: Paper) -> None:
    """Give settings the size and margins of a page that lies across."""
    size, margins = settings.find(f"{_W}pgSz"), settings.find(f"{_W}pgMar")
    size.set(f"{_W}orient", "landscape")
    for name, value in (("w", paper.width), ("h", paper.height)):
        size.set(f"{_W}{name}", str(twips(value)))
    for name in ("top", "bottom", "left", "right"):
        margins.set(f"{_W}{name}", str(twips(getattr(paper, name))))
