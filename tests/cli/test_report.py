"""`qms report`: every format on the command line, and what it refuses."""

import codecs
import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from tests.cli.conftest import Type

ORDER = "report --as-of 2021-04-27 --compare-to 2020-04-27"


@pytest.mark.parametrize("to", ["docx", "xlsx", "pdf", "csv", "datapackage", "letters"])
def test_each_format_is_written_and_is_what_it_says(to: str, ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "report"
    typed = ask(f"{ORDER} --to {to} -o {file}")
    assert (typed.code, typed.err) == (0, "")
    assert typed.out == f"{file} is written.\n"
    content = file.read_bytes()
    match to:
        case "docx":
            assert docx.Document(io.BytesIO(content)).tables
        case "xlsx":
            assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames
        case "pdf":
            assert pypdf.PdfReader(io.BytesIO(content)).pages
        case "csv":
            assert content.decode("utf-8-sig").startswith("as_of,")
        case "datapackage":
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                assert json.loads(package.read("datapackage.json"))["resources"]
        case _:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                assert all(name.endswith(".docx") for name in package.namelist())


def test_csv_tells_spreadsheets_that_it_is_utf_8_unless_it_shall_not(ask: Type, tmp_path: Path) -> None:
    marked, plain = tmp_path / "marked.csv", tmp_path / "plain.csv"
    ask(f"{ORDER} --to csv -o {marked}")
    assert ask(f"{ORDER} --to csv --no-bom -o {plain}").code == 0
    assert marked.read_bytes() == codecs.BOM_UTF8 + plain.read_bytes()


def test_the_full_report_of_one_province_in_english(ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "full.docx"
    typed = ask(f"{ORDER} --under province:01 --length full --lang en --to docx -o {file}")
    assert (typed.code, typed.err) == (0, "")
    text = "\n".join(one.text for one in docx.Document(str(file)).paragraphs)
    assert "REPORT" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{ORDER} --to odt -o x", "odt"),
        ("report --as-of 2099-01-01 --to pdf -o x", "future"),
        ("report --as-of 2021-04-27 --compare-to 2021-04-27 --to pdf -o x", "must lie before"),
        (f"{ORDER} --to pdf --lang fr -o x", "fr"),
        (f"{ORDER} --to pdf --length long -o x", "long"),
        (f"{ORDER} --to pdf --no-bom -o x", "--to csv"),
        (f"{ORDER} --to pdf --under province:99 -o x", "99"),
        (f"{ORDER} --to pdf --settings nowhere.toml -o x", "nowhere.toml"),
    ],
)
def test_what_cannot_be_understood_ends_with_2_and_writes_nothing(
    line: str, said: str, ask: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = ask(line)
    assert typed.code == 2
    assert said in typed.err
    assert "Traceback" not in typed.err
    assert list(tmp_path.glob("x")) == []


def test_a_place_that_takes_no_file_ends_with_3(ask: Type, tmp_path: Path) -> None:
    typed = ask(f"{ORDER} --to csv -o {tmp_path / 'missing' / 'x.csv'}")
    assert typed.code == 3
    assert "cannot be written" in typed.err


def test_settings_give_the_office_and_its_template(ask: Type, tmp_path: Path) -> None:
    head = docx.Document()
    head.add_paragraph("CỤC TIÊU CHUẨN A")
    head.save(str(tmp_path / "head.docx"))
    settings = tmp_path / "office.toml"
    settings.write_text(
        f'agency = "Cục Tiêu chuẩn A"\nplace = "Hà Nội"\nrecipients = ["Bộ trưởng"]\n'
        f'template = "{(tmp_path / "head.docx").as_posix()}"\n',
        encoding="utf-8",
    )
    file = tmp_path / "report.docx"
    assert ask(f"{ORDER} --to docx --settings {settings} -o {file}").code == 0
    paragraphs = [one.text for one in docx.Document(str(file)).paragraphs]
    assert paragraphs[0] == "CỤC TIÊU CHUẨN A"


def test_the_template_of_the_environment_is_used_and_a_wrong_one_is_told(
    ask: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QMS_REPORT_TEMPLATE", str(tmp_path / "none.docx"))
    typed = ask(f"{ORDER} --to docx -o {tmp_path / 'x.docx'}")
    assert typed.code == 2
    assert "none.docx" in typed.err
