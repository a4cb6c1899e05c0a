"""What readers are told is in both catalogues, whole, and the compiled catalogues say the same."""

import gettext
import io
import re
from enum import StrEnum
from pathlib import Path

import pytest

from qms import vocabulary
from qms.i18n import LANGUAGES, label
from tests.i18n.catalogues import (
    Msgid,
    compiled,
    forms_of,
    key_of,
    read_catalogue,
    source_of,
    spoken_messages,
    spoken_words,
)

PLACEHOLDER = re.compile(r"\{\w+\}")
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|not|with|from|this|that|which|for|by|has|have|cannot|there|please|its|their)\b",
    re.IGNORECASE,
)
COMMAND_LIKE = re.compile(r"--[\w-]+( [a-z]+)?|\{\w+\}|[a-z]+:///?\S+|qms [a-z]+")
SAME_IN_BOTH = re.compile(r"[\W\d]*(\{\w+\}|ISO 9001:\d{4}|[\W\d])*")
"""Messages without words of their own."""

EVERY_WORD = [
    word
    for words in vars(vocabulary).values()
    if isinstance(words, type) and issubclass(words, StrEnum)
    for word in words
]


def every_message() -> set[Msgid]:
    return set(spoken_messages()) | set(spoken_words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_in_the_code_is_in_the_catalogue_and_no_other(language: str) -> None:
    assert {key_of(message) for message in read_catalogue(language) if message.id} == every_message()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_fuzzy(language: str) -> None:
    unfinished = [
        message.id
        for message in read_catalogue(language)
        if message.id
        and (message.fuzzy or not forms_of(message) or not all(form.strip() for form in forms_of(message)))
    ]
    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_its_source_says(language: str) -> None:
    fresh = gettext.GNUTranslations(io.BytesIO(compiled(read_catalogue(language))))
    with source_of(language).with_suffix(".mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    assert vars(shipped)["_catalog"] == vars(fresh)["_catalog"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    odd = [
        (message.id, form)
        for message in read_catalogue(language)
        if message.id
        for form in forms_of(message)
        if not placeholders(form) <= placeholders(message.id) <= placeholders(message.string)
    ]
    assert odd == []


def placeholders(text: str | list[str] | tuple[str, ...] | None) -> set[str]:
    """Return what is to be filled in: "one province" need not say the number that "two provinces" says."""
    return set(PLACEHOLDER.findall(str(text)))


def test_trap_31_the_vietnamese_catalogue_holds_no_english_left_over() -> None:
    left_over = [
        form
        for message in read_catalogue("vi")
        for form in forms_of(message)
        if message.id and (form == message.id and not SAME_IN_BOTH.fullmatch(form))
    ]
    english = [
        form
        for message in read_catalogue("vi")
        for form in forms_of(message)
        if message.id and ENGLISH.search(COMMAND_LIKE.sub("", form))
    ]
    assert (left_over, english) == ([], [])


def test_vietnamese_addresses_nobody_and_does_not_shout() -> None:
    forms = [form for message in read_catalogue("vi") if message.id for form in forms_of(message)]
    assert [form for form in forms if "!" in form or re.search(r"\b(bạn|vui lòng)\b", form, re.IGNORECASE)] == []


def test_messages_are_found_wherever_they_are_said(tmp_path: Path) -> None:
    (tmp_path / "qms").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "qms" / "said.py").write_text(
        """
plain = _("One sentence.")
joined = _("Two " "parts.")
inside = f"{_('Inside.')} {number}"
counted = ngettext("{n} day", "{n} days", n)
marked = N_("Marked.")
elsewhere = gettext_in("vi", "In a language.")
unknown = _(variable)
"""
    )
    (tmp_path / "dashboard.py").write_text("")
    found = set(spoken_messages(tmp_path))
    assert found == {
        "One sentence.",
        "Two parts.",
        "Inside.",
        ("{n} day", "{n} days"),
        "Marked.",
        "In a language.",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_vocabulary_has_its_label(language: str) -> None:
    assert [word for word in EVERY_WORD if label(word, language) == vocabulary.label_key(word)] == []


@pytest.mark.parametrize("words", [vocabulary.Level, vocabulary.Scope, vocabulary.Status, vocabulary.Measure])
def test_no_two_words_of_a_set_are_called_alike(words: type[StrEnum]) -> None:
    for language in LANGUAGES:
        assert len({label(word, language) for word in words}) == len(words)
