"""Who issues a report: the office of the settings file, changed on the page for this visit."""

from __future__ import annotations

import streamlit as st

from qms.i18n import _
from qms.reports.settings import Office, usual_office


def choose_office() -> Office:
    """Return the office that issues the report, as the settings say or as it is typed in."""
    usual = usual_office()
    with st.expander(_("Issuing office and signature")):
        return Office(
            parent_agency=_line(_("Agency above"), "parent_agency", usual.parent_agency),
            agency=_line(_("Issuing agency"), "agency_name", usual.agency),
            place=_line(_("Place"), "place", usual.place),
            signer_authority=_line(_("On whose authority (TM., KT., TL.)"), "signer_authority", usual.signer_authority),
            signer_office=_line(_("Office of the signer"), "signer_office", usual.signer_office),
            signer_name=_line(_("Name of the signer"), "signer_name", usual.signer_name),
            recipients=_lines(_("Recipients, one a line"), "recipients", usual.recipients),
            template=usual.template,
        )


def _line(label: str, key: str, usual: str) -> str:
    return " ".join(st.text_input(label, value=usual, key=f"office-{key}", max_chars=200).split())


def _lines(label: str, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    typed = st.text_area(label, value="\n".join(usual), key=f"office-{key}", max_chars=2_000)
    return tuple(" ".join(line.split()) for line in typed.splitlines() if line.strip())
