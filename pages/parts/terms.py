"""Links from a term, wherever it stands, to what it means."""

from __future__ import annotations

from pages.parts.choices import there
from pages.parts.menu import METHOD
from qms.charts.glossary import GLOSSARY
from qms.charts.html import Html, link
from qms.vocabulary import MEASURES


def term_link(term: str, words: object) -> Html:
    """Return words that open what a term means; raises KeyError for a term that is not explained."""
    known = {one.id for one in GLOSSARY} | set(MEASURES)
    if term not in known:
        raise KeyError(term)
    return link(f"{there(METHOD)}#{term}", words, class_="q-term")
