"""The zip that a workbook is packed in: looked over before anything in it is unpacked.

Its table of contents tells every part's size; Python's zipfile never unpacks more of a part than that.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from qms.importing.codes import Code
from qms.importing.problems import problem
from qms.importing.sheet import LIMITS, Limits, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCRYPTED: Final = 0x1
_LOOKED_AT: Final = 1_000_000
_END_OF_CONTENTS: Final = b"PK\x05\x06"
_COUNT_AT: Final = 10
_COUNT: Final = struct.Struct("<H")

_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    ValueError,
)
"""What zipfile and the readers of its parts raise over broken parts, missing ones, and numbers that are none."""


class Archive:
    """The parts of a workbook, by name."""

    def __init__(self, content: bytes, limits: Limits = LIMITS) -> None:
        """Look over a zip; raises UnreadableError for bombs, passwords and archives that are no workbook."""
        _refuse_a_long_list(content, limits)
        with damage_as_a_sentence():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = frozenset(self._zip.namelist())
        _refuse_bombs(self._zip.infolist(), limits)
        if any(part.flag_bits & _ENCRYPTED for part in self._zip.infolist()):
            raise UnreadableError(problem(Code.ENCRYPTED_FILE))

    def __contains__(self, name: str) -> bool:
        return name in self.names

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Open a part; what is damaged in it becomes an UnreadableError."""
        with damage_as_a_sentence(), self._zip.open(name) as opened:
            yield opened


@contextmanager
def damage_as_a_sentence() -> Iterator[None]:
    """Turn whatever a damaged zip raises into the sentence that the workbook is damaged."""
    try:
        yield
    except _DAMAGES as error:
        raise UnreadableError(problem(Code.DAMAGED_WORKBOOK, detail=type(error).__name__)) from error


def _refuse_a_long_list(content: bytes, limits: Limits) -> None:
    """Refuse too many parts by the number that the archive itself gives, before its list is read."""
    at = content.rfind(_END_OF_CONTENTS)
    if at < 0 or at + _COUNT_AT + _COUNT.size > len(content):
        return
    (count,) = _COUNT.unpack_from(content, at + _COUNT_AT)
    if count > limits.parts:
        raise UnreadableError(problem(Code.TOO_MANY_PARTS, count=count, limit=limits.parts))


def _refuse_bombs(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise UnreadableError(problem(Code.TOO_MANY_PARTS, count=len(parts), limit=limits.parts))
    swollen = any(
        part.file_size > max(_LOOKED_AT, limits.unpacked_ratio * max(part.compress_size, 1)) for part in parts
    )
    if swollen or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise UnreadableError(problem(Code.UNPACKS_TOO_LARGE))
