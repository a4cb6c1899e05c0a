"""The template's columns: their English names, the Vietnamese headers that mean them, and what a file must have."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """What a file reports: how far agencies have come, or which agencies there are."""

    STATUS = "status"
    REGISTER = "register"


class Column(NamedTuple):
    """One column of a template: its English name, the Vietnamese one, and others that mean the same."""

    name: str
    vietnamese: str
    others: tuple[str, ...] = ()


STATUS_COLUMNS: Final = (
    Column("agency_code", "Mã cơ quan"),
    Column("agency_name", "Tên cơ quan"),
    Column("level", "Cấp"),
    Column("scope", "Đối tượng"),
    Column(
        "parent_code",
        "Mã cơ quan chủ quản",
        ("Mã cơ quan chủ quản (cấp trên)", "Mã cơ quan cấp trên", "Cơ quan chủ quản", "Cơ quan cấp trên"),
    ),
    Column("status", "Tình trạng"),
    Column("effective_date", "Ngày hiệu lực"),
    Column("procedures_total", "Tổng số TTHC"),
    Column("procedures_covered", "Số TTHC áp dụng", ("Số TTHC đã áp dụng",)),
    Column("standard", "Phiên bản", ("Phiên bản (Tiêu chuẩn)", "Tiêu chuẩn")),
    Column("decision_no", "Số, ký hiệu", ("Số, ký hiệu (Số quyết định)", "Số quyết định")),
    Column("decision_date", "Ngày ban hành", ("Ngày ban hành (Ngày quyết định)", "Ngày quyết định")),
    Column("assurance", "Mức xác nhận"),
    Column("source", "Nguồn"),
    Column("note", "Ghi chú"),
)

REGISTER_COLUMNS: Final = (
    Column("code", "Mã"),
    Column("name", "Tên"),
    Column("name_en", "Tên tiếng Anh"),
    Column("level", "Cấp"),
    Column("scope", "Đối tượng"),
    Column(
        "parent_code",
        "Mã cơ quan cấp trên",
        ("Mã cơ quan chủ quản", "Mã cơ quan chủ quản (cấp trên)", "Cơ quan chủ quản", "Cơ quan cấp trên"),
    ),
    Column("region", "Vùng"),
    Column("locality", "Địa bàn"),
    Column("valid_from", "Từ ngày"),
    Column("valid_to", "Đến ngày"),
    Column("predecessor_codes", "Mã cơ quan tiền thân"),
    Column("succession", "Hình thức kế thừa"),
    Column("legal_act", "Văn bản"),
)

COLUMNS: Final = {Kind.STATUS: STATUS_COLUMNS, Kind.REGISTER: REGISTER_COLUMNS}
"""A kind's columns in the order of its template."""

REQUIRED: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.STATUS: ("status", "effective_date"),
    Kind.REGISTER: ("code", "name", "level", "valid_from"),
}
"""Columns that a file of a kind must have; a status file also needs a code, or a name and the parent's code."""

KEYS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.STATUS: ("agency_code", "agency_name", "status", "effective_date"),
    Kind.REGISTER: ("code", "name", "valid_from"),
}
"""Columns of which one filled cell makes a line a row of data."""

_NEITHER_LETTER_NOR_DIGIT: Final = re.compile(r"[\W_]+")
_LONG_FORM: Final = "thutuchanhchinh"


@lru_cache(maxsize=10_000)
def fold_header(text: str) -> str:
    """Return what tells headers apart: letters and digits, without case, diacritics, spacing and punctuation."""
    letters = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NEITHER_LETTER_NOR_DIGIT.sub("", bare).replace(_LONG_FORM, "tthc")


@cache
def headers_of(kind: Kind) -> dict[str, str]:
    """Return the English column name of every header, folded, that a kind of file knows."""
    return {
        fold_header(header): column.name
        for column in COLUMNS[kind]
        for header in (column.name, column.vietnamese, *column.others)
    }


@cache
def spellings_of(kind: Kind) -> dict[str, str]:
    """Return every header that a kind of file knows as it is written, by its folded form."""
    return {
        fold_header(header): header
        for column in COLUMNS[kind]
        for header in (*column.others, column.vietnamese, column.name)
    }


@cache
def _labels() -> dict[str, str]:
    return {column.name: column.vietnamese for column in (*REGISTER_COLUMNS, *STATUS_COLUMNS)}


def column_label(name: str, language: str) -> str:
    """Return what a column is called in a language; a header that no template knows is returned as it stands."""
    return _labels().get(name, name) if language == "vi" else name


def missing_columns(kind: Kind, present: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that a file of a kind lacks; `agency_code` where it can name its agencies in no way."""
    there = set(present)
    missing = tuple(name for name in REQUIRED[kind] if name not in there)
    if kind is Kind.STATUS and "agency_code" not in there and not {"agency_name", "parent_code"} <= there:
        return ("agency_code", *missing)
    return missing
