"""The words of a report and what they mean, as on the page of the method."""

from __future__ import annotations

from qms.charts.glossary import glossary
from qms.i18n import _
from qms.reports.cells import words
from qms.reports.content import Column, Section, Table


def definitions() -> Section:
    """Return what each figure counts, and the words by which it does."""
    columns = (Column("term", _("Term")), Column("meaning", _("Meaning")))
    rows = tuple((words(term.words), words(term.meaning)) for term in glossary())
    caption = _("What the figures and words of this report mean")
    return Section("definitions", _("Definitions"), (Table("definitions", caption, columns, rows),))
