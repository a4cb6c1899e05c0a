"""Who may do what: how people come in (`QMS_AUTH`), and the rights that this gives them.

`local` trusts whoever sits at the machine, so it is only safe on an address that nobody else can reach; `readonly` lets
everybody look and nobody change; `oidc` needs a sign-in, which this version does not have and says so.
"""

from __future__ import annotations

import ipaddress
import os
from enum import StrEnum
from typing import Final, NamedTuple

from qms.errors import WrongUsage
from qms.i18n import _
from qms.vocabulary import Role

ACCESS_VARIABLE: Final = "QMS_AUTH"

LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "::1")
"""The names by which a browser on this machine reaches a loopback address."""


class Access(StrEnum):
    """How people come in."""

    LOCAL = "local"
    OIDC = "oidc"
    READONLY = "readonly"


class Rights(NamedTuple):
    """What one visitor may do; `who` stands in the history beside what they changed."""

    who: str
    role: Role
    changes_allowed: bool

    def may(self, role: Role) -> bool:
        """Return whether the visitor may do what a role may do; each role may do what those before it may."""
        order = tuple(Role)
        if role is not Role.VIEWER and not self.changes_allowed:
            return False
        return order.index(self.role) >= order.index(role)


def chosen_access() -> Access:
    """Return what `QMS_AUTH` says, `local` when it says nothing; raises WrongUsage for a word that is none of ours."""
    asked = os.environ.get(ACCESS_VARIABLE, "").strip().lower()
    if not asked:
        return Access.LOCAL
    if asked not in set(Access):
        raise WrongUsage(
            _("QMS_AUTH is {asked}, which is none of {known}.").format(asked=asked, known=", ".join(Access))
        )
    return Access(asked)


def is_loopback(host: str) -> bool:
    """Return whether an address to listen on can be reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def demand_safe(access: Access, host: str) -> None:
    """Raise WrongUsage when serving that way on that address would let in people who may not do what they could."""
    if access is Access.OIDC:
        raise WrongUsage(
            _(
                "QMS_AUTH=oidc asks for a sign-in, which this version does not have. Set QMS_AUTH=readonly to let "
                "others look, or leave it out to work on this machine."
            )
        )
    if access is Access.LOCAL and not is_loopback(host):
        raise WrongUsage(
            _(
                "On {host} others could reach the dashboard, and QMS_AUTH=local gives everybody all rights. Use "
                "--host 127.0.0.1, or set QMS_AUTH=readonly."
            ).format(host=host)
        )


def own_names(access: Access, host: str) -> frozenset[str] | None:
    """Return the names a request may address the server by; None where a proxy may stand in front under any name."""
    if access is not Access.LOCAL:
        return None
    return frozenset((*LOOPBACK_NAMES, host.strip("[]").lower()))


def rights_of(access: Access) -> Rights:
    """Return what whoever comes in that way may do."""
    if access is Access.LOCAL:
        return Rights(who=Access.LOCAL, role=Role.ADMIN, changes_allowed=True)
    return Rights(who=access, role=Role.VIEWER, changes_allowed=False)
