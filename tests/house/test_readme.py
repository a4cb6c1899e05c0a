"""The README stays true: its examples print what it says, its commands and links exist."""

import doctest
import re
from pathlib import Path

import pytest

from tests.house.readme import README, Example, blocks, examples, printed, shown_commands
from tests.house.repository import ROOT, scripts


@pytest.mark.heavy
@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_an_example_prints_what_the_readme_says(example: Example, demo_database: Path) -> None:
    assert printed(example.command, demo_database) == example.output


@pytest.mark.heavy
def test_the_notebook_example_prints_what_the_readme_says(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{demo_database}")
    [text] = blocks("pycon")
    example = doctest.DocTestParser().get_doctest(text, {}, "README.md", "README.md", 0)
    told: list[str] = []
    results = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=told.append)
    assert results.failed == 0, "".join(told)
    assert results.attempted >= 3


def test_every_shown_command_is_one_that_there_is() -> None:
    from qms.cli.commands import application

    known = {f"qms {name}" for name in application().commands} | set(scripts())
    shown = set(re.findall(r"^(?:uv run )?(qms \w+|\S+)", "\n".join(shown_commands()), re.MULTILINE))
    assert shown - known == set()
    assert shown >= {"script/server", "script/test", "qms serve"}


def test_every_command_in_script_is_in_the_readme() -> None:
    assert [command for command in scripts() if f"`{command}" not in README] == []


def test_every_file_the_readme_links_to_is_there() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert linked
    assert [path for path in linked if not (ROOT / path).exists()] == []
