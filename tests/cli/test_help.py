"""Every command explains itself in both languages, its examples run, and the page of commands says the same."""

import re
from pathlib import Path

import pytest

from qms.cli.commands import application
from tests.cli.commands_page import PAGES, page
from tests.cli.conftest import Type

COMMANDS = application().commands
QUESTIONS = ("figures", "series", "outstanding", "changes", "history", "verify")
CHANGES = ("import", "undo", "template")
REPORTS = ("report",)


def examples(name: str) -> list[str]:
    found: list[str] = COMMANDS[name].epilog.splitlines()
    return found


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_commands_says_what_they_say_themselves(language: str) -> None:
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


def test_the_commands_are_those_of_the_contract() -> None:
    assert list(COMMANDS) == ["init", "serve", *QUESTIONS[:4], *CHANGES, *REPORTS, *QUESTIONS[4:]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_of_itself(name: str) -> None:
    assert examples(name)
    assert {line.split()[:2] == ["qms", name] for line in examples(name)} == {True}


@pytest.mark.parametrize("line", [line for name in QUESTIONS for line in examples(name)])
def test_every_example_runs(ask: Type, line: str) -> None:
    typed = ask(line.removeprefix("qms "))
    assert (typed.code, typed.err) == (0, "")
    assert typed.out


def test_without_a_command_the_help_is_shown(type_: Type) -> None:
    assert type_("") == type_("--help")
    assert type_("").code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_no_english_word_of_the_framework_is_left_in_vietnamese_help(type_: Type, name: str) -> None:
    typed = type_(f"{name} --help")
    assert (typed.code, typed.err) == (0, "")
    assert typed.out.startswith(f"Cách dùng: qms {name}")
    assert re.findall(r"Usage|Options|Show this|\[default|\[required|Examples|Arguments", typed.out) == []


def test_help_needs_no_database(type_: Type, tmp_path: Path) -> None:
    type_("figures --help")
    assert list(tmp_path.rglob("*.sqlite")) == []


@pytest.mark.parametrize("line", examples("report"))
def test_every_example_of_reports_writes_its_file(
    ask: Type, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = ask(line.removeprefix("qms "))
    assert (typed.code, typed.err) == (0, "")
    assert (tmp_path / line.rsplit(maxsplit=1)[-1]).stat().st_size
