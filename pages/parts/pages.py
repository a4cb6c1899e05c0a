"""The pages as Streamlit knows them: made once, since each looks its file up, and copied for each run."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from pages.parts.menu import Entry

PAGES: Final = Path(__file__).parents[1]


def page_of(entry: Entry, title: str) -> st.Page:
    """Return a page for one run: Streamlit marks the one that may be shown in it."""
    return copy(_page_of(entry, title))


@cache
def _page_of(entry: Entry, title: str) -> st.Page:
    return st.Page(PAGES / entry.file, title=title, url_path=entry.path, default=not entry.path)
