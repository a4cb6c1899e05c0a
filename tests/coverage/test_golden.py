"""A change of the counting rules is never unexplained: it has a version of its own, with its figures and a note."""

import json

import pytest

from qms.vocabulary import RULES_VERSION
from tests.coverage import golden


def test_trap_33_the_same_facts_give_the_figures_that_were_written_down_for_these_rules() -> None:
    written = json.loads(golden.FILE.read_text("utf-8"))
    assert RULES_VERSION in written, "the rules have a new version: write its figures down (tests/coverage/golden.py)"
    assert golden.counted() == written[RULES_VERSION]["figures"], (
        "the same facts give other figures: raise RULES_VERSION"
    )


def test_trap_33_every_version_of_the_rules_says_why_and_gives_other_figures_than_the_one_before() -> None:
    written = json.loads(golden.FILE.read_text("utf-8"))
    assert list(written)[-1] == RULES_VERSION
    assert all(version["note"] for version in written.values())
    figures = [json.dumps(version["figures"]) for version in written.values()]
    assert len(set(figures)) == len(figures)


def test_trap_33_figures_that_are_written_down_are_not_rewritten() -> None:
    with pytest.raises(SystemExit, match="raise RULES_VERSION"):
        golden.renew("another note")
