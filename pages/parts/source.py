"""The line below each block: where its numbers come from, and the file that holds all of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import streamlit as st

from pages.parts.picture import Picture, offer_picture
from qms.charts.html import element, joined
from qms.coverage import Stamp
from qms.coverage.frames import flat
from qms.csv_rows import write_rows
from qms.i18n import _

Rows = Callable[[], Iterable[dict[str, Any]]]


def show_source(
    *said: object,
    name: str,
    rows: Rows,
    as_of: date,
    stamp: Stamp,
    picture: Picture | None = None,
    also: Callable[[], None] | None = None,
) -> None:
    """Show where a block's numbers come from, and offer its rows and its picture as files, made when asked for.

    `also` puts one more file into the line.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(element("div", element("p", joined(said, " · ")), class_="q q-soft q-small"), width="content")
        st.download_button(
            _("Download CSV"),
            data=lambda: csv_of(rows(), as_of=as_of, stamp=stamp),
            file_name=f"{name}-{as_of.isoformat()}.csv",
            mime="text/csv",
            key=f"csv-{name}",
            on_click="ignore",
            type="tertiary",
        )
        if picture is not None:
            offer_picture(picture, name=name, as_of=as_of, stamp=stamp)
        if also is not None:
            also()


def csv_of(rows: Iterable[dict[str, Any]], *, as_of: date, stamp: Stamp) -> bytes:
    """Return rows as CSV that spreadsheets open as UTF-8, with what every document says of itself in front."""
    constant = {"as_of": as_of.isoformat(), **stamp.to_json()}
    table = [constant | flat(row) for row in rows]
    out = io.StringIO(newline="")
    if table:
        write_rows(out, list(table[0]), table)
    return out.getvalue().encode("utf-8-sig")
