"""Marks: a sign and a word each, so that they hold in grey and when read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.charts.html import Html, element
from qms.i18n import N_, _, label
from qms.vocabulary import Status

if TYPE_CHECKING:
    from qms.coverage.members import Behind

_AGREES: Final = N_("agrees")
_DIFFERS: Final = N_("does not agree")
_NOT_COMPARABLE: Final = N_("cannot be compared")


def agreement(agrees: bool | None, count: str = "") -> Html:
    """Return whether an announcement recomputes; with a count in front of the word where there are several."""
    if agrees is None:
        return element("span", _(_NOT_COMPARABLE), class_="q-soft")
    name, sign, word = ("agrees", "=", _AGREES) if agrees else ("differs", "≠", _DIFFERS)
    said = f"{count} {_(word)}".strip()
    return element("span", element("i", sign, aria_hidden="true"), element("b", said), class_=f"q-mark q-{name}")


def status_mark(agency: Behind) -> Html:
    """Return where an agency stands: a circle that fills up, and the word."""
    from qms.coverage.members import Part

    return stand_mark(agency.status, covered=Part.COVERED in agency.parts)


def stand_mark(status: Status | None, *, covered: bool) -> Html:
    """Return a status as a circle that fills up, and the word; None is silence, which no status is."""
    return _stand(status, stand_word(status, covered=covered), covered=covered)


def stand_sign(status: Status | None, *, covered: bool) -> Html:
    """Return the circle alone, for a place where the word stands beside it."""
    return _stand(status, covered=covered)


def _stand(status: Status | None, *words: str, covered: bool) -> Html:
    name = stand_name(status, covered=covered)
    return element("span", element("i", aria_hidden="true"), *words, class_=f"q-status q-is-{name}")


def stand_word(status: Status | None, *, covered: bool) -> str:
    """Return what a status is called; an announcement that lacks procedures says so."""
    if status is None:
        return _("no report yet")
    if status is Status.ANNOUNCED and not covered:
        return _("announced, some procedures lacking")
    return label(status)


def stand_name(status: Status | None, *, covered: bool) -> str:
    """Return the name under which the stylesheet knows a status."""
    if status is None:
        return "silent"
    return "partial" if status is Status.ANNOUNCED and not covered else status.value.replace("_", "-")


def compliance_mark(*, covered: bool, silent: bool) -> Html:
    """Return whether a ministry or province holds what is asked of it."""
    name = "announced" if covered else "silent" if silent else "not-started"
    word = _("meets the requirement") if covered else _("no report yet") if silent else _("does not meet it yet")
    return element("span", element("i", aria_hidden="true"), word, class_=f"q-status q-is-{name}")
