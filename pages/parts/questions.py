"""The thirty questions of the documentation as tables: what is asked, the link that answers it, and whether it does."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import streamlit as st

from pages.parts.table import table
from pages.parts.words import number
from qms.charts.html import Html, element, joined, link, markup
from qms.i18n import _
from qms.places import docs_folder

VIEW = "questions"
"""`view=questions` opens them in the place of the method."""
_SECTION = re.compile(r"^## +(.+)$")
_ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$")
_MARKED = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<href>/[^)]*)\)|\*\*(?P<bold>[^*]+)\*\*|\*(?P<slanted>[^*]+)\*")


class Question(NamedTuple):
    """One of the questions, its cells as the documentation writes them."""

    number: int
    asked: str
    where: str
    answer: str


class Questions(NamedTuple):
    """The documentation's page: title, what it says first, and the questions by who asks them."""

    title: str
    lead: str
    sections: dict[str, list[Question]]


@cache
def questions(language: str) -> Questions:
    """Return the thirty questions as the documentation of a language has them."""
    lines = (docs_folder() / f"questions.{language}.md").read_text(encoding="utf-8").splitlines()
    sections: dict[str, list[Question]] = {}
    for line in lines:
        if section := _SECTION.match(line):
            sections[section[1]] = []
        elif row := _ROW.match(line):
            sections[next(reversed(sections))].append(Question(int(row[1]), row[2], row[3], row[4]))
    lead = next(line for line in lines[1:] if line)
    return Questions(lines[0].removeprefix("# "), lead, sections)


def questions_block(found: Questions) -> Html:
    """Return a table for each group of askers; links keep the language of the reader."""
    heads = ((_("Row no."), "q-number"), (_("Question"), None), (_("Where the answer is"), None), (_("Answer"), None))
    parts = [
        element("section", table(name, heads, [_row(one) for one in asked], class_="q-asked-often"))
        for name, asked in found.sections.items()
    ]
    return element("div", element("p", _written(found.lead), class_="q-measured"), *parts)


def _row(question: Question) -> Html:
    return element(
        "tr",
        number(question.number),
        element("th", _written(question.asked), scope="row"),
        element("td", _written(question.where)),
        element("td", _written(question.answer)),
    )


def _written(text: str) -> Html:
    """Return a line of the documentation as markup: its links, and what is bold or slanted."""
    parts: list[object] = []
    behind = 0
    for found in _MARKED.finditer(text):
        parts += [text[behind : found.start()], _marked(found)]
        behind = found.end()
    return joined([*parts, text[behind:]])


def _marked(found: re.Match[str]) -> Html:
    if found["href"]:
        return link(_address(found["href"]), found["words"])
    return element("b", found["bold"]) if found["bold"] else element("i", markup(found["slanted"]))


def _address(href: str) -> str:
    """Return a link of the documentation in the language of the reader."""
    parts = urlsplit(href)
    said = [(name, value) for name, value in parse_qsl(parts.query) if name != "lang"]
    if "lang" in st.query_params:
        said.append(("lang", st.query_params["lang"]))
    return urlunsplit(parts._replace(query=urlencode(said)))
