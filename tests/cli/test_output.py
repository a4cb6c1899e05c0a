"""Tables aligned by what a screen shows, and cells that no spreadsheet takes for a formula."""

import csv
import io

import pytest

from qms.cli.output import Column, printable, table_lines, width_of, write_csv, write_json


def test_a_combining_mark_takes_no_place_and_a_wide_letter_two() -> None:
    assert [width_of(text) for text in ("Hà Nội", "Hà Nội", "北京", "")] == [6, 6, 4, 0]


def test_columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() -> None:
    lines = list(table_lines([Column("Name"), Column("n", right=True)], [["Hà Nội", "5"], ["北京", "1.000"]]))
    assert lines == [
        "Name        n",
        "──────  ─────",
        "Hà Nội      5",
        "北京    1.000",
    ]


def test_a_table_without_rows_still_has_its_headings() -> None:
    assert list(table_lines([Column("Name")], [])) == ["Name", "────"]


def test_nothing_in_a_table_moves_the_cursor() -> None:
    assert printable("a\x1b[31mb\u202ec\n") == "a [31mb c "


def test_csv_cells_are_blank_true_false_numbers_and_inert_texts(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"a": None, "b": True, "c": False, "d": -5, "e": 0.25, "f": "=1", "g": 'x, "y"\nz', "unasked": 1}
    write_csv("abcdefgh", [row])
    [cells] = csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("a,b,c,d,e,f,g,h\n")))
    assert cells == ["", "true", "false", "-5", "0.25", "'=1", 'x, "y"\nz', ""]


def test_json_is_one_document_in_readable_letters(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"name": "Hà Nội"})
    assert capsys.readouterr().out == '{\n  "name": "Hà Nội"\n}\n'
