"""Who may come in how, and what they may do then."""

import pytest

from qms.access import Access, chosen_access, demand_safe, own_names, rights_of
from qms.errors import WrongUsage
from qms.vocabulary import Role

EVERYWHERE = "0.0.0.0"  # noqa: S104 – it is the address that must be refused


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_LANG", "en")


@pytest.mark.parametrize(
    ("said", "meant"), [(None, "local"), ("", "local"), ("local", "local"), (" ReadOnly ", "readonly")]
)
def test_access_is_what_the_environment_says_and_local_when_it_says_nothing(
    monkeypatch: pytest.MonkeyPatch, said: str | None, meant: str
) -> None:
    monkeypatch.delenv("QMS_AUTH", raising=False)
    if said is not None:
        monkeypatch.setenv("QMS_AUTH", said)
    assert chosen_access() is Access(meant)


def test_a_word_that_is_none_of_ours_is_refused_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_AUTH", "open")
    with pytest.raises(WrongUsage, match=r"QMS_AUTH is open, which is none of local, oidc, readonly\."):
        chosen_access()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "::1", "[::1]"])
def test_local_access_is_safe_on_an_address_of_this_machine_alone(host: str) -> None:
    demand_safe(Access.LOCAL, host)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.168.1.5", "example.org", ""])
def test_local_access_is_refused_on_an_address_that_others_reach(host: str) -> None:
    with pytest.raises(WrongUsage, match="gives everybody all rights"):
        demand_safe(Access.LOCAL, host)


def test_readonly_access_is_safe_everywhere() -> None:
    demand_safe(Access.READONLY, EVERYWHERE)


def test_sign_in_is_refused_while_there_is_none() -> None:
    with pytest.raises(WrongUsage, match="asks for a sign-in"):
        demand_safe(Access.OIDC, "127.0.0.1")


def test_the_operator_of_a_local_server_may_do_everything() -> None:
    rights = rights_of(Access.LOCAL)
    assert [rights.may(role) for role in Role] == [True, True, True, True]


def test_a_reader_of_a_readonly_server_may_look_and_nothing_else() -> None:
    rights = rights_of(Access.READONLY)
    assert [rights.may(role) for role in Role] == [True, False, False, False]


def test_a_local_server_answers_to_the_names_of_this_machine_only() -> None:
    assert own_names(Access.LOCAL, "127.0.0.2") == frozenset({"localhost", "127.0.0.1", "127.0.0.2", "::1"})


def test_a_readonly_server_answers_to_any_name_because_a_proxy_may_stand_in_front() -> None:
    assert own_names(Access.READONLY, "127.0.0.1") is None
