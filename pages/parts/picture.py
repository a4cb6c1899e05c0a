"""A chart as a picture to take along: drawn for paper, with its title, what is measured and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from qms.coverage import Stamp
from qms.i18n import _, format_count, format_date


class Picture(NamedTuple):
    """What a picture shows: its title, what is measured, and the drawing, made when it is asked for."""

    title: str
    measured: str
    drawing: Callable[[], str | None]


def offer_picture(picture: Picture, *, name: str, as_of: date, stamp: Stamp, what: str = "") -> None:
    """Offer a chart as PNG, made when it is asked for; `what` tells it from another one in the same place."""
    st.download_button(
        _("Download PNG: {what}").format(what=what) if what else _("Download PNG"),
        data=lambda: _drawn(picture, stamp),
        file_name=f"{name}-{as_of.isoformat()}.png",
        mime="image/png",
        key=f"png-{name}",
        on_click="ignore",
        type="tertiary",
    )


class Offered(NamedTuple):
    """One of several pictures: its name in files, what tells it from the others, and itself."""

    name: str
    what: str
    picture: Picture


def offer_pictures(offered: Sequence[Offered], *, as_of: date, stamp: Stamp) -> None:
    """Offer the charts of a block side by side."""
    with st.container(horizontal=True, gap="small", key=f"pictures-{'-'.join(one.name for one in offered)}"):
        for name, what, picture in offered:
            offer_picture(picture, name=name, as_of=as_of, stamp=stamp, what=what)


def _drawn(picture: Picture, stamp: Stamp) -> bytes:
    from qms.reports.pdf import drawn_png
    from qms.reports.svg_framed import Said, framed

    drawing = picture.drawing()
    if drawing is None:
        message = "a picture is offered only where there is a drawing"
        raise ValueError(message)
    return drawn_png(framed(drawing, Said(picture.title, picture.measured, stamp_words(stamp))))


def stamp_words(stamp: Stamp) -> str:
    """Return what numbers stand on: whose reports, simulated or not, known when, up to which batch."""
    reports = (
        _("ILLUSTRATIVE DATA – reports of ministries and provinces (simulated)")
        if stamp.demo
        else _("reports of ministries and provinces")
    )
    said = _("as known on {day}").format(day=format_date(stamp.known_on)) if stamp.known_on else None
    batch = _("batch {batch}").format(batch=format_count(stamp.data_version))
    return " · ".join(part for part in (reports, said, batch) if part)
