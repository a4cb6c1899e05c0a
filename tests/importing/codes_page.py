"""Writes the tables of codes into docs/import.*.md: `python -m tests.importing.codes_page`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from qms.i18n import LANGUAGES, gettext_in
from qms.importing.codes import Severity
from qms.importing.columns import COLUMNS, REQUIRED, Kind
from qms.importing.sentences import MEANINGS

DOCS: Final = Path(__file__).parents[2] / "docs"
HEADS: Final = {
    "vi": ("mã", "mức", "nội dung"),
    "en": ("code", "weight", "what it says"),
}
WEIGHTS: Final = {
    "vi": {Severity.ERROR: "lỗi", Severity.WARNING: "lưu ý"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning"},
}
COLUMN_HEADS: Final = {
    "vi": ("cột", "tên tiếng Việt", "tên khác", "bắt buộc"),
    "en": ("column", "Vietnamese name", "other names", "required"),
}
YES: Final = {"vi": "có", "en": "yes"}


def page(language: str) -> Path:
    """The page of a language."""
    return DOCS / f"import.{language}.md"


def tables(language: str) -> dict[str, str]:
    """The tables that stand on the page of a language, by the names of their places."""
    return {
        "status-columns": _columns(Kind.STATUS, language),
        "register-columns": _columns(Kind.REGISTER, language),
        "codes": _codes(language),
    }


def filled(text: str, language: str) -> str:
    """The text of a page with its tables brought in step with the code."""
    for name, table in tables(language).items():
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        text = f"{before}{begin}\n{table}\n{end}{after}"
    return text


def _codes(language: str) -> str:
    rows = [
        (f"`{code.value}`", WEIGHTS[language][meaning.severity], _said(language, meaning.sentence, meaning.remedy))
        for code, meaning in MEANINGS.items()
    ]
    return _table(HEADS[language], rows)


def _said(language: str, *messages: str) -> str:
    return " ".join(gettext_in(language, message) for message in messages if message)


def _columns(kind: Kind, language: str) -> str:
    rows = [
        (
            f"`{column.name}`",
            column.vietnamese,
            "; ".join(column.others),
            YES[language] if column.name in REQUIRED[kind] else "",
        )
        for column in COLUMNS[kind]
    ]
    return _table(COLUMN_HEADS[language], rows)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    for spoken in LANGUAGES:
        page(spoken).write_text(filled(page(spoken).read_text(encoding="utf-8"), spoken), encoding="utf-8")
