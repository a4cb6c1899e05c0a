"""Method: the same words as in the documentation, in the reader's language."""

import pytest

from qms.i18n import LANGUAGES
from qms.places import docs_folder
from tests.pages.country import country
from tests.pages.reading import open_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_is_the_documents_own_text(language: str) -> None:
    opened = open_page(country(), file="trust/method.py", language=language)
    written = (docs_folder() / f"method.{language}.md").read_text(encoding="utf-8")
    title, text = opened.app.title[0].value, opened.app.markdown[0].value
    assert [*written.split()] == ["#", *title.split(), *text.split()]
