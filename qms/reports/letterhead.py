"""The blocks of an administrative report (Decree 30/2020/NĐ-CP, Annex I), as texts; dots where an office is silent.

Dots are what a draft has there: whoever finishes it sees that an office, a place or a signer is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qms.i18n import _

if TYPE_CHECKING:
    from qms.reports.settings import Office

_DOTS: Final = "…………………"


class Letterhead(NamedTuple):
    """Head and foot; number, day and signature are left to the clerk."""

    country: str
    motto: str
    parent_agency: str
    """In capitals."""
    agency: str
    """In capitals, bold."""
    issuer: str
    """The agency as its name is written, for the properties of a file; blank where nobody said."""
    number: str
    place_and_day: str
    recipients_title: str
    recipients: tuple[str, ...]
    """One line each, as they are printed."""
    signer_authority: str
    signer_office: str
    signer_name: str


def letterhead_of(office: Office) -> Letterhead:
    """Return the blocks of an office in the language of the running context."""
    day = _("… … …")
    return Letterhead(
        country=_("SOCIALIST REPUBLIC OF VIET NAM"),
        motto=_("Independence - Freedom - Happiness"),
        parent_agency=office.parent_agency.upper(),
        agency=office.agency.upper() or _DOTS,
        issuer=office.agency,
        number=_("No. …/BC-…"),
        place_and_day=f"{office.place or '…'}, {day}",
        recipients_title=_("Recipients:"),
        recipients=tuple(_listed(office.recipients or ("…", _("To keep: …")))),
        signer_authority=office.signer_authority.upper(),
        signer_office=office.signer_office.upper() or ("" if office.signer_authority else _DOTS),
        signer_name=office.signer_name or _DOTS,
    )


def _listed(recipients: tuple[str, ...]) -> list[str]:
    """Return the recipients as a list is written: dashes, semicolons, a full stop behind the last."""
    bare = [recipient.strip().lstrip("-–").strip().rstrip(";.").strip() for recipient in recipients]
    return [f"- {name}{'.' if place == len(bare) else ';'}" for place, name in enumerate(bare, 1)]
