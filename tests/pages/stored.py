"""Pages that write: a real database of a test's own, filled with batches, and the page opened for a reader of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.visit import Visit
from qms.access import Access, rights_of
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.facts import Draft
from qms.store.ledger import current_ledger, forget
from qms.store.upgrading import upgrade
from tests.coverage.worlds import day
from tests.pages.reading import ROOT, TODAY, Opened, read

VISITING = """
import runpy
import streamlit as st
from pages.parts.visit import begin_visit
begin_visit(st.session_state["begin"]())
runpy.run_path(st.session_state["file"])
"""
"""As dashboard.py does: each run of a page begins a visit with the data as it is then."""

ANALYST = Access.LOCAL
READER = Access.READONLY


def store_of(folder: Path, drafts: Iterable[Draft] = ()) -> Database:
    """Return a new database in a folder with these batches."""
    database = connect(f"sqlite:///{folder / 'store.sqlite'}")
    upgrade(database)
    for draft in drafts:
        append(database, draft)
    return database


def open_stored(
    database: Database,
    file: str,
    asked: Mapping[str, str] | None = None,
    *,
    access: Access = ANALYST,
    language: str = "vi",
    today: str = TODAY,
    **query: str,
) -> Opened:
    """Open a page of a database for a reader, with these parameters in the link."""
    st.cache_resource.clear()
    forget()
    app = AppTest.from_string(VISITING, default_timeout=60)
    app.session_state["begin"] = lambda: Visit(
        database, current_ledger(database), day(today), language, rights_of(access), page=""
    )
    app.session_state["file"] = str(ROOT / "pages" / file)
    for name, value in {**query, **(asked or {})}.items():
        app.query_params[name] = value
    app.run()
    return Opened(app, read(app))


def press(opened: Opened, key: str) -> Opened:
    """Press a button of a page."""
    opened.app.button(key=key).click()
    return opened.run()
