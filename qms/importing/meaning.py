"""What a problem's code stands for: how much it weighs, what it says, what is asked for."""

from typing import NamedTuple

from qms.importing.codes import Severity


class Meaning(NamedTuple):
    """A code's weight, what it says and what is asked for; both are messages of the catalogues."""

    severity: Severity
    sentence: str
    remedy: str = ""


def error(sentence: str, remedy: str = "") -> Meaning:
    """Return the meaning of what keeps a row, or the file, out."""
    return Meaning(Severity.ERROR, sentence, remedy)


def warning(sentence: str, remedy: str = "") -> Meaning:
    """Return the meaning of what is worth a word."""
    return Meaning(Severity.WARNING, sentence, remedy)
