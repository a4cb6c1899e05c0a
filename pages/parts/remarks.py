"""What a link asks and cannot be taken as it stands, in the reader's words: choices by their names, not their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from qms.asking import nearest_of, shortened
from qms.errors import WrongUsage
from qms.i18n import _, label

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


def or_remark(read: Callable[[], Value], remarks: list[str], field: str = "") -> Value | None:
    """Return what is read from the link, or None and the sentence that says what is wrong with it.

    `field` is what the page calls the thing asked for, where the sentence alone would not tell.
    """
    try:
        return read()
    except WrongUsage as error:
        remarks.append(of_field(field, str(error)) if field else str(error))
        return None


def of_field(field: str, remark: str) -> str:
    """Return a remark under the name of the field it is about."""
    return _("{field}: {remark}").format(field=field, remark=remark)


def word_of_link(
    kind: type[Word],
    key: str,
    remarks: list[str],
    *,
    allowed: Iterable[Word] | None = None,
    text: Callable[[Word], str] | None = label,
) -> Word | None:
    """Return a word of a closed set that the link asks for under a key; what is none of them joins the remarks.

    `text` says what a word is called; None where words have no names of their own.
    """
    said = st.query_params.get(key)
    words = list(kind if allowed is None else allowed)
    if not said or said in words:
        return kind(said) if said else None
    remarks.append(unknown(said, words, None if text is None else lambda word: text(kind(word))))
    return None


def unknown(asked: str, options: Iterable[str], text: Callable[[Any], str] | None = None, *, shown: str = "") -> str:
    """Return the sentence for a value that is none of some ids: what it may have meant, and what is shown instead."""
    near = [] if text is None else [text(option) for option in nearest_of(asked, filter(None, options))]
    meant = _('"{asked}" is not known here. Did you mean {near}?') if near else _('"{asked}" is not known here.')
    said = meant.format(asked=shortened(asked), near=", ".join(near))
    return f"{said} " + _("Shown here: {shown}.").format(shown=shown) if shown else said
