"""Keeps the catalogues in step with the code: what must be in them, and `script/catalogues` to bring it there.

New messages are added (in English as they stand, in Vietnamese blank, which the tests refuse), those no longer used are
dropped, and each catalogue is compiled beside its source.
"""

import ast
import io
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import qms.i18n
from qms import vocabulary
from qms.i18n import LANGUAGES

ROOT: Final = Path(__file__).parents[2]
SPEAKING: Final = ("qms", "pages", "dashboard.py")
"""Where sentences for readers are written."""

KEYWORDS: Final = {"_": (0,), "N_": (0,), "gettext": (0,), "gettext_in": (1,), "ngettext": (0, 1)}
"""The functions that say a message, and which of their arguments it is."""
_HEADER: Final = {
    "project": "qms",
    "version": "1",
    "msgid_bugs_address": "-",
    "last_translator": "-",
    "language_team": "-",
}
Msgid = str | tuple[str, ...]


def spoken_words() -> dict[str, list[str]]:
    """Return the catalogue keys of all words of the vocabulary, with their English as a first guess."""
    sets = [value for value in vars(vocabulary).values() if isinstance(value, type) and issubclass(value, StrEnum)]
    return {vocabulary.label_key(word): [word.value.replace("_", " ")] for words in sets for word in words}


def spoken_messages(root: Path = ROOT) -> dict[Msgid, list[tuple[str, int]]]:
    """Return every message in the code, with the places (file, line) where it is said."""
    found: dict[Msgid, list[tuple[str, int]]] = {}
    for place in SPEAKING:
        for file in _python_files(root / place):
            where = file.relative_to(root).as_posix()
            for line, message in _messages_in(file):
                found.setdefault(message, []).append((where, line))
    return found


def _python_files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _messages_in(file: Path) -> Iterator[tuple[int, Msgid]]:
    """Yield the messages that are written out where they are said, those inside f-strings too."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
            said = [call.args[place] for place in KEYWORDS[call.func.id] if place < len(call.args)]
            texts = tuple(text.value for text in said if isinstance(text, ast.Constant) and isinstance(text.value, str))
            if texts:
                yield call.lineno, texts[0] if len(texts) == 1 else texts


def source_of(language: str) -> Path:
    """Return the file a translator writes in."""
    return qms.i18n.CATALOGUES / f"{language}.po"


def read_catalogue(language: str) -> Catalog:
    """Return what the translator wrote."""
    with source_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the product reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def renewed(language: str) -> Catalog:
    """Return the catalogue with exactly the messages of the code, translated as far as they were."""
    old = read_catalogue(language) if source_of(language).exists() else Catalog(locale=language)
    new = Catalog(locale=language, fuzzy=False, header_comment="# The words of qms.", **_HEADER)
    new.creation_date = new.revision_date = old.creation_date
    for key, guess in spoken_words().items():
        new.add(key, _translation(old, key) or (guess[0] if language == "en" else ""))
    for message, places in spoken_messages().items():
        files = sorted({(file, 0) for file, _line in places})
        new.add(message, _translation(old, message) or _untranslated(message, language), locations=files)
    return new


def _translation(catalogue: Catalog, message: Msgid) -> Msgid | None:
    known = catalogue.get(message if isinstance(message, str) else message[0])
    forms = forms_of(known) if isinstance(known, Message) else ()
    if not forms or not all(forms):
        return None
    return forms[0] if isinstance(message, str) else forms


def forms_of(message: Message) -> tuple[str, ...]:
    """Return what is said for a message: one form, or one for each plural."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said or ())


def key_of(message: Message) -> Msgid:
    """Return what the code says: one text, or the pair of a plural."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _untranslated(message: Msgid, language: str) -> Msgid:
    if language == "en":
        return message
    return "" if isinstance(message, str) else ("",)


def as_text(catalogue: Catalog) -> bytes:
    """Return the catalogue as a translator reads it, in an order that changes little from one time to the next."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    return out.getvalue()


def main() -> int:
    """Renew and compile the catalogues; the exit code is 1 while a message has no translation."""
    blank = 0
    for language in LANGUAGES:
        catalogue = renewed(language)
        source_of(language).write_bytes(as_text(catalogue))
        source_of(language).with_suffix(".mo").write_bytes(compiled(read_catalogue(language)))
        missing = [message for message in catalogue if message.id and not _translation(catalogue, key_of(message))]
        blank += len(missing)
        for message in missing:
            sys.stdout.write(f"{language}: no translation of {message.id!r}\n")
    return 1 if blank else 0


if __name__ == "__main__":
    sys.exit(main())
