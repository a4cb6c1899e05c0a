"""When two registers write one name differently."""

import re

from qms.names import without_diacritics

_APART = re.compile(r"[\s'’.\-]+")


def same_name(one: str, other: str) -> bool:
    """Tell whether two names differ at most in case, spacing, hyphens and diacritics.

    Between the registers of 2021 and of 30/06/2025, 788 communes are written differently and 582 are named
    differently: "Hoà Bình" and "Hòa Bình" are one name, "Phường 03" and "Phường 3" are two.
    """
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return _APART.sub("", without_diacritics(name).casefold())
