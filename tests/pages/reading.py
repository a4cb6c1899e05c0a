"""Reads a page as its reader does: texts, links with where they lead, tables; from the markup that was put on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.visit import Visit
from qms.access import Access, rights_of
from qms.store.database import connect
from tests.coverage.worlds import World, day

ROOT = Path(__file__).parents[2]
TODAY = "2026-09-30"
QUIET = {"style", "script"}


class Link(NamedTuple):
    """Words that lead somewhere."""

    words: str
    href: str

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.href).query)


@dataclass
class Shown(HTMLParser):
    """What stands on a page."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._href: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._open.append(tag)
        self.tags.append(tag)
        self.classes.extend((said.get("class") or "").split())
        if tag == "a":
            self._href, self._words = said.get("href"), []
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            continue
        if tag in {"td", "th"}:
            self.rows[-1][-1] = self.rows[-1][-1].strip()
        if tag == "a" and self._href is not None:
            self.links.append(Link("".join(self._words), self._href))
            self._href = None

    def handle_data(self, data: str) -> None:
        if QUIET & set(self._open) or not data.strip():
            return
        self.texts.append(data)
        if self._href is not None:
            self._words.append(data)
        if self.rows and {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def link(self, words: str) -> Link:
        """Return the one link with these words."""
        (found,) = {link for link in self.links if link.words == words}
        return found


class Opened(NamedTuple):
    """A page that was run, and what it shows."""

    app: AppTest
    shown: Shown

    def follow(self, link: Link) -> Opened:
        """Open what a link leads to, in the same visit."""
        for name in list(self.app.query_params):
            del self.app.query_params[name]
        for name, value in link.query.items():
            self.app.query_params[name] = value
        return self.run()

    def run(self) -> Opened:
        """Run it again, as after a reader's choice."""
        self.app.run()
        return Opened(self.app, read(self.app))


def open_page(
    drawn: World,
    asked: Mapping[str, str] | None = None,
    *,
    file: str = "follow/overview.py",
    language: str = "vi",
    today: str = TODAY,
    **query: str,
) -> Opened:
    """Run a page for a reader of a drawn world, with these parameters in the link."""
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=30)
    app.session_state["visit"] = Visit(
        database=connect("sqlite:///never-opened.sqlite"),
        ledger=drawn.ledger,
        today=day(today),
        language=language,
        rights=rights_of(Access.READONLY),
        page="",
    )
    for name, value in {**query, **(asked or {})}.items():
        app.query_params[name] = value
    app.run()
    return Opened(app, read(app))


def read(app: AppTest) -> Shown:
    """Return what a page shows; what holds for every page is checked on every visit."""
    assert not app.exception
    shown = Shown()
    for part in app.get("html"):
        shown.feed(part.proto.body)
    assert len(app.title) == 1
    assert (("SỐ LIỆU MINH HỌA" in shown.text) or ("ILLUSTRATIVE DATA" in shown.text)) == simulated(app)
    return shown


def simulated(app: AppTest) -> bool:
    visit: Visit = app.session_state["visit"]
    return visit.stamp.demo
