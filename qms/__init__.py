"""Where adoption of TCVN ISO 9001 by Vietnamese state agencies stands, on any day, with all agencies behind a number.

    import qms
    from datetime import date

    book = qms.open()
    book.figures(date(2021, 4, 27)).to_frame()

Importing this loads next to nothing; a question loads what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qms.book import Book

__all__ = ["open"]


def open(url: str | None = None) -> Book:  # noqa: A001 – `qms.open` is read with its module's name, as `gzip.open`
    """Return the book of a database, by default that of `QMS_DATABASE_URL`, else the one in the user's data folder.

    Opens nothing until it is asked something. Raises WrongUsage when the URL cannot be understood.
    """
    from qms.book import Book

    return Book(url)
