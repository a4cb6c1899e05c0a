"""Long lists a page at a time: which page the link asks for, which rows it has, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import streamlit as st

from qms.asking import shortened
from qms.charts.html import Html, link
from qms.i18n import N_, _, format_count


class Rows(NamedTuple):
    """The rows of one page of a list: from `first` up to, not including, `last`, of `total`; pages count from 1."""

    page: int
    first: int
    last: int
    total: int
    pages: int


def page_of_link(remarks: list[str]) -> int:
    """Return the page that the link asks for; what is wrong with it joins the remarks."""
    said = st.query_params.get("page", "1")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    remarks.append(_('"{asked}" is no page of the list. Shown here: page 1.').format(asked=shortened(said)))
    return 1


def rows_of(count: int, page: int, size: int) -> Rows:
    """Return the rows of a page; a page behind the last is the last."""
    pages = max(-(-count // size), 1)
    shown = min(page, pages)
    first = (shown - 1) * size
    return Rows(shown, first, min(first + size, count), count, pages)


ROWS: Final = N_("Rows {first}–{last} of {count}")
ROWS_AND_FILE: Final = N_("Rows {first}–{last} of {count}; the file holds them all.")


def turning(rows: Rows, href: Callable[[str | None], str], words: str = ROWS) -> list[Html | str]:
    """Return which rows are shown of how many, and the links to the pages before and after."""
    said: list[Html | str] = [
        _(words).format(
            first=format_count(min(rows.first + 1, rows.total)),
            last=format_count(rows.last),
            count=format_count(rows.total),
        )
    ]
    if rows.first:
        said.append(link(href(str(rows.page - 1) if rows.page - 1 > 1 else None), _("← Page before")))
    if rows.last < rows.total:
        said.append(link(href(str(rows.page + 1)), _("Next page →")))
    return said
