"""A template sent back as it was changes nothing, whatever the data became before: CSV and XLSX, either language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.coverage import Ledger
from qms.i18n import LANGUAGES
from qms.importing.columns import Kind
from qms.importing.layout import lay_out
from qms.importing.plan import ImportPlan, Standing
from qms.importing.planning import plan_import
from qms.importing.reading import read
from qms.importing.template import Template, make_template, to_csv, to_xlsx
from qms.store.database import connect
from qms.store.ledger import current_ledger
from qms.store.standing import StandingFacts
from tests.importing import test_plan_sound, test_plan_status
from tests.importing.books import TODAY, Book, said, small

Write = Callable[[Template, str], bytes]
WRITERS: tuple[Write, ...] = (to_csv, to_xlsx)
KINDS = tuple(Kind)


def sent_back(ledger: Ledger, standing: Standing, kind: Kind, write: Write, language: str) -> ImportPlan:
    """What the template of all agencies would do, if nobody filled in anything."""
    made = make_template(ledger, standing, kind, today=TODAY)
    sheet = read(write(made, language)).sheet
    assert sheet is not None
    plan = plan_import(lay_out(sheet), ledger, standing, today=TODAY, sha256="0" * 64)
    assert len(plan.rows) == len(made.rows)
    return plan


def changes_nothing(plan: ImportPlan) -> None:
    assert plan.outcome().value == "unchanged", said(plan)[:20]
    assert plan.counts["unchanged"] == len(plan.rows)


@settings(max_examples=40)
@given(st.lists(test_plan_status.files, max_size=3), st.sampled_from(WRITERS), st.sampled_from(LANGUAGES))
def test_whatever_was_reported(files: list[list[str]], write: Write, language: str) -> None:
    known = small()
    for lines in files:
        if known.plan(test_plan_status.rows(*lines)).changes:
            known = known.take(test_plan_status.rows(*lines))
    for kind in KINDS:
        changes_nothing(sent_back(known.ledger, known, kind, write, language))


@settings(max_examples=40)
@given(st.lists(test_plan_sound.files, max_size=2), st.sampled_from(WRITERS), st.sampled_from(LANGUAGES))
def test_whatever_became_of_the_register(files: list[list[str]], write: Write, language: str) -> None:
    known = test_plan_sound.known()
    for lines in files:
        known = taken(known, test_plan_sound.file(lines))
    for kind in KINDS:
        changes_nothing(sent_back(known.ledger, known, kind, write, language))


def taken(known: Book, text: str) -> Book:
    """The book after the valid rows of a file."""
    return known if known.plan(text).draft(by="x", accept_valid=True) is None else known.take(text, accept_valid=True)


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("write", WRITERS)
def test_the_whole_demo(demo_database: Path, kind: Kind, write: Write) -> None:
    database = connect(f"sqlite:///{demo_database}")
    changes_nothing(sent_back(current_ledger(database), StandingFacts(database), kind, write, "vi"))
