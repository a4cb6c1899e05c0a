"""What the documents say of reports is true: the settings read as they stand there, each format is named."""

import re
import tomllib

import pytest

from qms.reports.orders import To
from qms.reports.settings import Office, office_of
from tests.house.repository import ROOT


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_settings_of_the_document_are_read(language: str) -> None:
    text = (ROOT / "docs" / f"reports.{language}.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    office = office_of(tomllib.loads(example))
    assert office.agency
    assert office.recipients
    assert all(name in text for name in Office._fields)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_format_is_explained(language: str) -> None:
    text = (ROOT / "docs" / f"reports.{language}.md").read_text(encoding="utf-8")
    assert [to for to in To if f"| {to.value} |" not in text] == []
