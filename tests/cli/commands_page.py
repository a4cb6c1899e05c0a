"""The page of all commands, made of their own help: `script/commands` writes it, a test compares it."""

import io
import os
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final
from unittest.mock import patch

from qms.cli import run
from qms.cli.commands import application
from qms.i18n import use_language

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGES: Final = {"en": DOCS / "commands.md", "vi": DOCS / "commands.vi.md"}

INTRODUCTION: Final = {
    "en": """\
# Commands

Tiếng Việt: [commands.vi.md](commands.vi.md)

What each command answers when asked for `--help`. Dates are written as 2021-04-27 or 27/04/2021. Sentences about what
went wrong go to stderr; stdout carries the answer alone, and with `--format json` exactly one JSON document.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | the data was refused, or does not hold; nothing was written |
| 2 | the command or question cannot be understood |
| 3 | could not: no database, no space, locked, no connection; nothing was written |
| 4 | unknown whether it was written; run it again |
| 70 | a fault of the product; the sentence gives a reference |

| setting | meaning |
|---|---|
| `QMS_DATABASE_URL` | the database; by default an SQLite file in the user's data folder |
| `QMS_LANG` | `vi` (default) or `en` |
| `QMS_AUTH` | `local` (default, this machine only) or `readonly` |
| `QMS_ANCHORS` | the file that keeps the heads of the chain; by default beside the database |
| `QMS_REPORT_SETTINGS` | the issuing office for the page of reports ([reports.en.md](reports.en.md)) |
| `QMS_REPORT_TEMPLATE` | the office's own Word document for reports |
""",
    "vi": """\
# Các lệnh

English: [commands.md](commands.md)

Nội dung từng lệnh in ra khi gọi với `--help`. Ngày nhập theo dạng 2021-04-27 hoặc 27/04/2021. Thông báo lỗi ghi ra
stderr; stdout chỉ chứa kết quả, với `--format json` là đúng một tài liệu JSON.

| mã kết thúc | ý nghĩa |
|---|---|
| 0 | đã xong |
| 1 | dữ liệu bị từ chối hoặc có sai lệch; không ghi gì |
| 2 | lệnh hoặc câu hỏi không hợp lệ |
| 3 | không thực hiện được: chưa có cơ sở dữ liệu, hết dung lượng, bị khóa, mất kết nối; không ghi gì |
| 4 | chưa rõ đã ghi hay chưa; đề nghị chạy lại |
| 70 | lỗi của phần mềm; thông báo có mã tham chiếu |

| thiết lập | ý nghĩa |
|---|---|
| `QMS_DATABASE_URL` | cơ sở dữ liệu; mặc định là tệp SQLite trong thư mục dữ liệu của người dùng |
| `QMS_LANG` | `vi` (mặc định) hoặc `en` |
| `QMS_AUTH` | `local` (mặc định, chỉ trên máy này) hoặc `readonly` |
| `QMS_ANCHORS` | tệp giữ các mã băm của chuỗi; mặc định nằm cạnh cơ sở dữ liệu |
| `QMS_REPORT_SETTINGS` | thiết lập của cơ quan ban hành dùng cho trang Lập báo cáo ([reports.vi.md](reports.vi.md)) |
| `QMS_REPORT_TEMPLATE` | tệp Word riêng của cơ quan dùng làm mẫu báo cáo |
""",
}


def page(language: str) -> str:
    """Return the page in a language."""
    lines = [("qms", "--help"), *((f"qms {name}", f"{name} --help") for name in application().commands)]
    with use_language(language), patch.dict(os.environ, COLUMNS="100"):
        parts = [f"## {title}\n\n```text\n{_said(line)}```\n" for title, line in lines]
    return "\n".join([INTRODUCTION[language], *parts])


def _said(line: str) -> str:
    with redirect_stdout(io.StringIO()) as out:
        run(line.split())
    return out.getvalue()


def main() -> None:
    """Write the pages anew."""
    for language, file in PAGES.items():
        file.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
