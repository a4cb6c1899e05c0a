"""Every link of every page, walked in both languages: none leads nowhere, fails, or speaks the other language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from pages.parts.menu import MENU
from qms.i18n import LANGUAGES
from qms.vocabulary import MEASURES
from tests.pages.country import country
from tests.pages.untranslated import left_over
from tests.pages.walking import PATHS, Dashboard, Visited, in_language, kind_of, stored, walked

PAGES = 150
"""So many addresses are opened in each language, of kinds that were opened least in either."""

PARAMETERS = {
    *("lang", "as_of", "known_on", "measure", "by", "map", "under", "level", "scope", "region", "standard", "status"),
    *("from", "to", "agency", "batch", "page"),  # so far the contract; what pages ask besides:
    *("effect", "every", "find", "kind", "known_from", "months", "older", "period", "sort", "stated", "view"),
}
NEUTRAL = re.compile(r"[\w.:-]*", re.ASCII)
"""Ids, codes and ISO dates: the same in every language."""

Walks = dict[str, dict[str, Visited]]


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walks]:
    """The pages that a reader meets who follows links, in each language, by address."""
    with pytest.MonkeyPatch.context() as patch:
        dashboard = Dashboard(stored(country(), tmp_path_factory.mktemp("walk") / "country.sqlite"), patch)
        kinds: Counter[object] = Counter()
        yield {language: walked(dashboard.open, language, PAGES, kinds) for language in LANGUAGES}


def every_link(walks: Walks) -> set[str]:
    return {link for opened in walks.values() for visited in opened.values() for link in visited.links}


pytestmark = pytest.mark.heavy


def test_the_walk_meets_every_page_and_nearly_every_kind_of_link(walks: Walks) -> None:
    for language, opened in walks.items():
        assert {kind_of(address)[0].strip("/") for address in opened} == PATHS, language
    kinds = {kind_of(address) for opened in walks.values() for address in opened}
    linked = {kind_of(link) for link in every_link(walks)}
    assert len(linked) > len(MENU) * 5
    assert len(linked - kinds) <= len(linked) // 10


def test_no_link_of_ours_is_answered_by_a_remark(walks: Walks) -> None:
    """A remark says that a link could not be taken as it stood; our own links can."""
    assert [address for opened in walks.values() for address, visited in opened.items() if visited.remarks] == []


def test_every_page_says_something_and_leads_on(walks: Walks) -> None:
    for opened in walks.values():
        for address, visited in opened.items():
            assert len(visited.app.title) == 1, address
            assert len(visited.links) >= len(MENU), address


def test_every_link_is_a_page_of_the_menu_and_asks_by_neutral_values(walks: Walks) -> None:
    links = every_link(walks)
    assert {urlsplit(link).path.strip("/") for link in links} == PATHS
    asked = {pair for link in links for pair in parse_qsl(urlsplit(link).query)}
    assert {name for name, _value in asked} - PARAMETERS == set()
    assert [pair for pair in asked if pair[0] != "find" and not NEUTRAL.fullmatch(pair[1])] == []


def test_every_place_within_a_page_that_is_linked_is_there(walks: Walks) -> None:
    for opened in walks.values():
        for address, visited in opened.items():
            named = {href[1:] for href in visited.told.fetched if href.startswith("#")}
            assert named <= visited.anchors, address


def test_every_term_that_is_linked_is_on_the_page_of_the_method(walks: Walks) -> None:
    for opened in walks.values():
        method = next(visited for address, visited in opened.items() if kind_of(address)[0] == "/phuong-phap")
        links = {urlsplit(link) for visited in opened.values() for link in visited.links}
        named = {link.fragment for link in links if link.path == "/phuong-phap" and link.fragment}
        assert set(MEASURES) <= named <= method.anchors


def test_a_page_fetches_nothing_from_another_host(walks: Walks) -> None:
    fetched = {href for opened in walks.values() for visited in opened.values() for href in visited.told.fetched}
    styled = {url for opened in walks.values() for visited in opened.values() for url in visited.styled}
    assert [href for href in fetched if not re.match(r"[/?#](?!/)", href)] == []
    assert [url for url in styled if not url.startswith("data:")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_31_no_page_says_anything_in_the_other_language(walks: Walks, language: str) -> None:
    said = {text for visited in walks[language].values() for text in visited.told.texts}
    assert left_over(said, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_in_the_other_language_would_be_found(walks: Walks, language: str) -> None:
    (other,) = set(LANGUAGES) - {language}
    for address, visited in walks[other].items():
        assert left_over(visited.told.texts, language), address


def test_a_page_leads_to_the_same_places_in_either_language(walks: Walks) -> None:
    both = {in_language(address, "vi"): visited for address, visited in walks["vi"].items()}
    compared = 0
    for address, visited in walks["en"].items():
        twin = both.get(in_language(address, "vi"))
        if twin is not None:
            compared += 1
            assert neutral(visited) == neutral(twin), address
    assert compared >= len(MENU)


def neutral(visited: Visited) -> set[str]:
    return {in_language(link, "vi") for link in visited.links}
