"""The menu: every page once, in the order in which people meet them; a new page is one line more.

Nothing here needs Streamlit: the server asks it which addresses exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final, NamedTuple
from urllib.parse import urlencode

from qms.i18n import N_, default_language, gettext

OVERVIEW: Final = ""
PROGRESS: Final = "dien-bien"
EXPLORE: Final = "kham-pha"
AGENCY: Final = "co-quan"
CHANGES: Final = "thay-doi"
OUTSTANDING: Final = "con-thieu"
UPDATE: Final = "cap-nhat"
HISTORY: Final = "lich-su"
REPORTS: Final = "bao-cao"
QUALITY: Final = "chat-luong"
METHOD: Final = "phuong-phap"

CARRIED: Final = ("lang", "as_of", "known_on")
"""The parameters of a link that stay when a reader goes on to another page."""


class Entry(NamedTuple):
    """One page: the section it stands in, its address without the slash, its title and its file under pages/.

    Section and title are msgids. A page that needs no data is shown while the database is empty, too.
    """

    section: str
    path: str
    title: str
    file: str
    needs_data: bool = True


ALONE: Final = ""
"""The section whose pages stand in the menu by themselves."""

MENU: Final = (
    Entry(ALONE, OVERVIEW, N_("Overview"), "follow/overview.py"),
    Entry(N_("Follow"), PROGRESS, N_("Progress"), "follow/progress.py"),
    Entry(N_("Follow"), EXPLORE, N_("Explore"), "follow/explore.py"),
    Entry(N_("Follow"), AGENCY, N_("Dossier"), "follow/agency.py"),
    Entry(N_("Follow"), CHANGES, N_("Changes"), "follow/changes.py"),
    Entry(N_("Follow"), OUTSTANDING, N_("Outstanding"), "follow/outstanding.py"),
    Entry(N_("Update"), UPDATE, N_("Update data"), "update/update.py", needs_data=False),
    Entry(N_("Update"), HISTORY, N_("Update history"), "update/history.py", needs_data=False),
    Entry(N_("Publish"), REPORTS, N_("Reports"), "publish/reports.py"),
    Entry(N_("Reliability"), QUALITY, N_("Data quality"), "trust/quality.py"),
    Entry(N_("Reliability"), METHOD, N_("Method"), "trust/method.py", needs_data=False),
)


def entry_of(path: str) -> Entry:
    """Return the page at an address; raises KeyError when there is none."""
    return {entry.path: entry for entry in MENU}[path]


def address(path: str, parameters: Mapping[str, str]) -> str:
    """Return the link to a page with the parameters that stay when a reader goes on; the default language is unsaid."""
    kept = {name: parameters[name] for name in CARRIED if name in parameters}
    if kept.get("lang") == default_language():
        del kept["lang"]
    return f"/{path}" + (f"?{urlencode(kept)}" if kept else "")


def links(parameters: Mapping[str, str], *, here: str | None = None) -> str:
    """Return the list of links to all pages as HTML; the page that is open is marked as such."""
    return f"<ul>{''.join(_item(entry, parameters, is_here=entry.path == here) for entry in MENU)}</ul>"


def _item(entry: Entry, parameters: Mapping[str, str], *, is_here: bool) -> str:
    place = escape(address(entry.path, parameters))
    marked = ' aria-current="page"' if is_here else ""
    return f'<li><a href="{place}" target="_self"{marked}>{escape(gettext(entry.title))}</a></li>'
