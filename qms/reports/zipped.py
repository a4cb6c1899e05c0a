"""Packages whose bytes depend on their contents alone: sorted names, one date, no trace of the machine."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST: Final = ("[Content_Types].xml", "mimetype", "datapackage.json")
"""What stands in front where a package has it."""
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip that is the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name in sorted(files, key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            package.writestr(entry, files[name])
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    """Return what a zip holds, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
