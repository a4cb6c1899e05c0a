"""Who issues a report: the names and places of an office, from a TOML file (CONTRACTS, Settings)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, NamedTuple

from qms.errors import WrongUsage
from qms.i18n import _

RECIPIENTS: Final = "recipients"
TEMPLATE_VARIABLE: Final = "QMS_REPORT_TEMPLATE"
SETTINGS_VARIABLE: Final = "QMS_REPORT_SETTINGS"
"""Which file of settings the dashboard begins with."""


class Office(NamedTuple):
    """What stands in the head and at the foot of an administrative report; blank where the file says nothing."""

    parent_agency: str = ""
    """The agency above: BỘ KHOA HỌC VÀ CÔNG NGHỆ."""
    agency: str = ""
    place: str = ""
    signer_authority: str = ""
    """TM., KT. or TL. with the office it stands for."""
    signer_office: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    template: str = ""
    """Path of the office's own DOCX template."""


def usual_office() -> Office:
    """Return the office whose settings the environment names, a blank one where it names none."""
    named = os.environ.get(SETTINGS_VARIABLE, "")
    return read_office(Path(named)) if named else Office()


def read_office(path: Path) -> Office:
    """Return the office of a settings file; raises WrongUsage with what is wrong in it, and what would be right."""
    import tomllib

    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongUsage(_("The settings file {path} cannot be read.").format(path=path)) from error
    try:
        stated = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = _("The settings file {path} is not TOML in UTF-8: {error}.")
        raise WrongUsage(sentence.format(path=path, error=str(error).rstrip("."))) from error
    return office_of(stated)


def template_of(office: Office) -> bytes | None:
    """Return an office's own Word document: the one its settings name, else the one that the environment names.

    Raises WrongUsage where it cannot be read.
    """
    named = office.template or os.environ.get(TEMPLATE_VARIABLE, "")
    if not named:
        return None
    try:
        return Path(named).read_bytes()
    except OSError as error:
        raise WrongUsage(_("The report template {file} cannot be read.").format(file=named)) from error


def office_of(stated: dict[str, Any]) -> Office:
    """Return the office that settings state; raises WrongUsage for a setting that is unknown or no text."""
    known = Office._fields
    for name, value in stated.items():
        if name not in known:
            sentence = _('"{name}" is no setting of reports. The settings are: {known}.')
            raise WrongUsage(sentence.format(name=name, known=", ".join(known)))
        _check(name, value)
    recipients = tuple(stated.get(RECIPIENTS, ()))
    return Office(**{name: value for name, value in stated.items() if name != RECIPIENTS}, recipients=recipients)


def _check(name: str, value: object) -> None:
    if name == RECIPIENTS:
        if not isinstance(value, list) or not all(_is_line(one) for one in value):
            raise WrongUsage(_('The setting "{name}" must be a list of texts of one line.').format(name=name))
    elif not _is_line(value):
        raise WrongUsage(_('The setting "{name}" must be a text of one line in quotation marks.').format(name=name))


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()
