"""Opens any address of the dashboard in this process, as its reader finds it, and reads all that it says and links."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts.menu import MENU, entry_of
from qms import moments
from qms.places import dashboard_script
from qms.server import faults
from qms.server.settings import SETTINGS
from qms.store.batches import append
from qms.store.database import connect
from qms.store.ledger import forget
from qms.store.upgrading import upgrade
from tests.coverage.worlds import World, day
from tests.pages.reading import TODAY, Shown

SAID = {"title", "aria-label", "alt", "placeholder"}
"""Attributes of markup that are told to a reader, too."""
SPOKEN = {"label", "body", "help", "placeholder", "options", "caption", "text", "alt"}
"""Fields of Streamlit's elements that hold words."""
PATHS = {entry.path for entry in MENU}


@dataclass
class Told(Shown):
    """What stands on a page, what its attributes say, and what it would fetch."""

    fetched: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        for name, value in attrs:
            if name in SAID and value:
                self.texts.append(value)
            if name == "id" and value:
                self.ids.add(value)
            if name in {"src", "href", "srcset", "action"}:
                self.fetched.append(value or "")


class Visited(NamedTuple):
    """An address that was opened, and what it shows."""

    address: str
    told: Told
    app: AppTest

    @property
    def links(self) -> list[str]:
        """Where its links lead: whole addresses of the dashboard, each once; those within the page left out."""
        return list(dict.fromkeys(whole(href, self.address) for _words, href in self.told.links if href[:1] != "#"))

    @property
    def anchors(self) -> set[str]:
        """The places within it that a link can name."""
        headings = [*self.app.header, *self.app.subheader]
        return self.told.ids | {heading.proto.anchor for heading in headings}

    @property
    def styled(self) -> list[str]:
        """What its styles would fetch."""
        bodies = [part.proto.body for part in self.app.get("html")]
        return [url.strip("'\"") for body in bodies for url in re.findall(r"url\(([^)]*)\)", unescape(body))]

    @property
    def remarks(self) -> bool:
        """Whether something in the link could not be taken as it stood."""
        return "q-note" in self.told.classes


def whole(href: str, address: str) -> str:
    """Return a link of a page as a whole address."""
    return urlsplit(address).path + href if href.startswith("?") else href


def kind_of(address: str) -> tuple[str, tuple[str, ...]]:
    """Return what links of one kind have in common: the page, and what they ask about."""
    parts = urlsplit(address)
    return parts.path, tuple(sorted(set(parse_qs(parts.query)) - {"lang"}))


def in_language(address: str, language: str) -> str:
    parts = urlsplit(address)
    asked = {name: values for name, values in parse_qs(parts.query).items() if name != "lang"}
    return f"{parts.path}?{urlencode({**asked, 'lang': language}, doseq=True)}"


class Leading(Protocol):
    """A page that was opened and leads on."""

    @property
    def links(self) -> list[str]:
        """The addresses that it links."""
        ...


Found = TypeVar("Found", bound=Leading)


def walked(
    opening: Callable[[str], Found], language: str, most: int, kinds: Counter[object] | None = None
) -> dict[str, Found]:
    """Open the menu's pages, then so many that they link to at most, kinds that were opened least first."""
    kinds = Counter() if kinds is None else kinds
    opened: dict[str, Found] = {}
    waiting = deque(in_language(f"/{entry.path}", language) for entry in MENU)
    while waiting and len(opened) < most:
        if len(opened) >= len(MENU):
            waiting.rotate(-min(range(len(waiting)), key=lambda place: kinds[kind_of(waiting[place])]))
        where = waiting.popleft()
        opened[where] = opening(where)
        kinds[kind_of(where)] += 1
        known = {*waiting, *opened}
        waiting.extend(one for one in opened[where].links if one not in known and language_of(one) == language)
    return opened


def language_of(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("lang", ["vi"])[0]


class Dashboard:
    """The real dashboard on a database, without a server: every address opens in a session of its own."""

    def __init__(self, database: Path, patch: pytest.MonkeyPatch, *, today: str = TODAY) -> None:
        patch.setenv("QMS_DATABASE_URL", f"sqlite:///{database}")
        patch.setenv("QMS_ANCHORS", str(database.with_suffix(".anchors")))
        patch.setenv("QMS_LANG", "vi")
        patch.delenv("QMS_AUTH", raising=False)
        patch.setattr(moments, "today", lambda: day(today))
        patch.setattr(faults, "show_failure", _raised)
        config.set_option("runner.magicEnabled", SETTINGS["runner.magicEnabled"])
        st.cache_resource.clear()
        forget()

    def open(self, address: str) -> Visited:
        """Open an address; whatever fails in it, fails here."""
        parts = urlsplit(address)
        app = AppTest.from_file(str(dashboard_script()), default_timeout=60)
        for name, values in parse_qs(parts.query, keep_blank_values=True).items():
            app.query_params[name] = values if len(values) > 1 else values[0]
        # As a browser asks for a deep link: AppTest itself can only go on from another page.
        app._page_hash = calc_hash(entry_of(parts.path.strip("/")).path)
        app.run()
        assert not app.exception, (address, [one.message for one in app.exception])
        return Visited(address, told_by(app), app)


def _raised(error: Exception) -> None:
    """A fault of ours is no sentence here."""
    raise error


def told_by(app: AppTest) -> Told:
    """Return what a page says: its own markup, and the words of Streamlit's elements."""
    told = Told()
    for element in app.main:
        proto: Any = getattr(element, "proto", None)
        if element.type == "html":
            told.feed(proto.body)
        elif proto is not None and hasattr(proto, "ListFields"):
            told.texts.extend(_words_of(proto))
    return told


def _words_of(proto: Any) -> list[str]:
    words: list[str] = []
    for described, value in proto.ListFields():
        if described.name in SPOKEN:
            words.extend([value] if isinstance(value, str) else [one for one in value if isinstance(one, str)])
    return words


def stored(drawn: World, file: Path) -> Path:
    """Write a drawn world into a new database file."""
    database = connect(f"sqlite:///{file}")
    upgrade(database)
    for draft in drawn.drafts:
        append(database, draft)
    database.close()
    return file
