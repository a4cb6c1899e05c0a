"""What can end an act, one small tree.

    QmsError            a sentence for whoever meets it, in the language of the moment
    ├── Refused         the data was refused, nothing was written            exit code 1
    ├── WrongUsage      the question or command cannot be understood         exit code 2
    ├── CouldNot        no space, locked, no connection; nothing was written exit code 3
    └── Unsettled       unknown whether it was written; run it again         exit code 4

Anything else that is raised is our fault: it is logged, and the user sees a reference, never a traceback.
"""

from typing import ClassVar


class QmsError(Exception):
    """An act ended; `str(error)` is the sentence to show."""

    exit_code: ClassVar[int] = 1


class Refused(QmsError):
    """The data was refused; nothing was written."""


class WrongUsage(QmsError):
    """The question or command cannot be understood."""

    exit_code: ClassVar[int] = 2


class CouldNot(QmsError):
    """Something outside the data stood in the way; nothing was written."""

    exit_code: ClassVar[int] = 3


class Unsettled(QmsError):
    """The connection broke while the write was being confirmed: run it again, the chain tells."""

    exit_code: ClassVar[int] = 4
