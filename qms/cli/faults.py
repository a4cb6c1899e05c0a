"""Our own faults: the details go to a log file in the user's folder, the user gets a sentence with a reference."""

from __future__ import annotations

import traceback
from secrets import token_hex
from typing import TYPE_CHECKING

from qms.i18n import _
from qms.moments import moment_text, now

if TYPE_CHECKING:
    from pathlib import Path


def log_file() -> Path:
    """Return where faults are recorded."""
    from platformdirs import user_log_path

    return user_log_path("qms", appauthor=False) / "faults.log"


def recorded(error: BaseException) -> str:
    """Record a fault and return the sentence that tells the user of it."""
    reference, file = token_hex(4), log_file()
    details = "".join(traceback.format_exception(error))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{moment_text(now())} {reference}\n{details}\n")
    except OSError:
        sentence = _("The product itself failed ({kind}), and the details could not be recorded in {file}.")
        return sentence.format(kind=type(error).__name__, file=file)
    sentence = _("The product itself failed. Pass on the reference {reference}; the details are in {file}.")
    return sentence.format(reference=reference, file=file)
