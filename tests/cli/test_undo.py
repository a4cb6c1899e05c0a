"""`qms undo`: a batch taken back from the command line, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Type


@pytest.fixture
def own(country: str, type_: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type at a copy of the country that may be changed."""
    copy = tmp_path / "own.sqlite"
    shutil.copy(country.removeprefix("sqlite:///"), copy)
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{copy}")
    monkeypatch.setenv("QMS_LANG", "en")
    monkeypatch.setenv("LOGNAME", "an")
    return type_


def test_an_undo_says_its_own_number_and_stands_in_the_history(own: Type) -> None:
    typed = own("undo 3 --note wrong")
    assert (typed.code, typed.err) == (0, "")
    assert typed.out == "Batch 3 is undone by batch 5. Rows put in the place of earlier ones: 0.\n"
    told = json.loads(own("history --format json").out)["batches"][-1]
    assert (told["kind"], told["reverts"], told["note"], told["by"]) == ("undo", 3, "wrong", "an")
    assert own("verify").code == 0


def test_a_batch_that_others_build_on_ends_with_1_and_names_them(own: Type) -> None:
    typed = own("undo 1")
    assert (typed.code, typed.out) == (1, "")
    assert "2, 3, 4" in typed.err


@pytest.mark.parametrize("batch", ["9", "x", "-1", "0", "99999999999999"])
def test_a_batch_that_is_not_there_ends_with_2(own: Type, batch: str) -> None:
    typed = own(f"undo {batch}")
    assert (typed.code, typed.out) == (2, "")
    assert typed.err
