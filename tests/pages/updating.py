"""Drives the page of updates as an analyst does: the real dashboard on a database of one's own, file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from qms import moments
from qms.store.database import Database, connect
from qms.store.upgrading import upgrade
from tests.cli.conftest import TODAY
from tests.cli.small import write_country
from tests.pages.reading import ROOT, Shown, read

HEAD = "agency_code,agency_name,level,status,effective_date,procedures_total,procedures_covered,note"
GOOD = f"""{HEAD}
00004,Phường Ba Đình,commune,announced,2026-03-02,5,5,
00715,Xã Lũng Cú,commune,announced,2026-03-02,9,9,Lần đầu
""".encode()
"""Two rows that can be recorded: the first agency is covered already, the second newly."""
MIXED = f"""{HEAD}
00004,Phường Ba Đình,commune,announced,30/02/2026,5,5,
00715,Xã Lũng Cú,commune,announced,2026-03-02,9,9,Lần đầu
00001,Phường Phúc Xá,commune,announced,2019-11-20,7,7,
""".encode()
"""One row that is rejected, one that is new, one that says what is known."""


class Desk(NamedTuple):
    """An analyst's screen, and the database behind it."""

    app: AppTest
    database: Database

    @property
    def shown(self) -> Shown:
        return read(self.app)

    @property
    def text(self) -> str:
        return self.shown.text

    def run(self) -> Desk:
        self.app.run()
        read(self.app)
        return self

    def upload(self, content: bytes, name: str = "bao-cao.csv") -> Desk:
        self.app.file_uploader[0].set_value((name, content, "text/csv"))
        return self.run()

    def press(self, key: str) -> Desk:
        self.app.button(key=key).click()
        return self.run()

    def fields(self, prefix: str) -> list[Selectbox[str]]:
        """The selection fields whose key begins so."""
        return [field for field in self.app.selectbox if (field.key or "").startswith(prefix)]

    def downloads(self) -> list[str]:
        """What the buttons that give a file are called."""
        return [str(button.proto.label) for button in self.app.get("download_button")]

    @property
    def token(self) -> str:
        """What the link calls the file that waits."""
        asked: object = self.app.query_params["file"]
        return str(asked[0] if isinstance(asked, list) else asked)

    def buttons(self) -> set[str]:
        return {button.key or "" for button in self.app.button}

    def reloaded(self) -> Desk:
        """Load the same link anew, as a browser does: another session."""
        asked = {name: self.app.query_params[name] for name in self.app.query_params}
        return open_desk(
            self.database, **{name: one[0] if isinstance(one, list) else one for name, one in asked.items()}
        )


ENTRY = f"""
import streamlit as st
from pages.parts.visit import Visit, begin_visit
from qms.access import chosen_access, rights_of
from qms.i18n import set_language
from qms import moments
from qms.store.database import connect
from qms.store.ledger import current_ledger

language = st.query_params.get("lang", "vi")
set_language(language)
database = connect()
rights = rights_of(chosen_access())
begin_visit(Visit(database, current_ledger(database), moments.today(), language, rights, "cap-nhat"))
st.navigation([st.Page({str(ROOT / "pages/update/update.py")!r})], position="hidden").run()
"""
"""What dashboard.py does before it runs this page: a ledger of the present data for every run."""


def open_desk(database: Database, **asked: str) -> Desk:
    app = AppTest.from_string(ENTRY, default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    read(app)
    return Desk(app, database)


Open = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on a database of the small country, or on another one."""
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path / "anchors"))
    monkeypatch.setenv("QMS_LANG", "vi")
    monkeypatch.delenv("QMS_AUTH", raising=False)
    monkeypatch.setattr(moments, "today", lambda: TODAY)
    url = f"sqlite:///{tmp_path / 'small.sqlite'}"
    monkeypatch.setenv("QMS_DATABASE_URL", url)

    def opened(*, empty: bool = False, **asked: str) -> Desk:
        database = connect(url)
        if not (tmp_path / "small.sqlite").exists():
            (upgrade(database) if empty else write_country(url))
        return open_desk(database, **asked)

    return opened
