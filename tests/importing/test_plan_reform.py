"""The reform of 01/07/2025 as a file an analyst could send: it plans to what ships, row by row."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from qms.coverage.hypothetical import with_draft
from qms.importing.agencies import Holding, agencies_of
from qms.shipped import register_drafts
from qms.store.facts import Draft, Version
from qms.vocabulary import State, Succession
from tests.coverage.worlds import world
from tests.importing.books import Book, codes, renamed

REFORM = date(2025, 7, 1)
EVE = "30/06/2025"
HEAD = "code;name;level;scope;parent_code;valid_from;valid_to;predecessor_codes;succession;legal_act"


def written(known: Book, draft: Draft) -> Book:
    """The book after a shipped draft."""
    agencies = len(known.ledger.levels)
    return Book(
        with_draft(known.ledger, replace(draft, published=())),
        known.stored_events,
        known.stored_versions + tuple(renamed(one, agencies) for one in draft.versions),
        known.stored_successions + tuple(renamed(one, agencies) for one in draft.successions),
        known.voided | {(one.table, one.id) for one in draft.voids},
    )


def register_file(known: Book, day: date) -> str:
    """All agencies that are open on a day, as a file states them."""
    agencies, on = agencies_of(known.ledger), day.toordinal()
    held = (one for one in agencies.holdings if one.is_on(on))
    lines = (line_of(one, agencies.holding(one.parent, on), date.fromordinal(one.start)) for one in held)
    return "\n".join((HEAD, *lines))


def line_of(one: Holding, parent: Holding | None, day: date, before: str = "", kind: str = "", act: str = "") -> str:
    above = "" if parent is None else parent.code
    return f'{one.code};"{one.name}";{one.level};{one.scope};{above};{day:%d/%m/%Y};;{before};{kind};"{act}"'


def reform_file(eve: Book, after: Book, draft: Draft) -> str:
    """What a draft brings, as a file states it: one row for each version and each closing."""
    before, now, on = agencies_of(eve.ledger), agencies_of(after.ledger), REFORM.toordinal()
    coming = defaultdict(list)
    for passing in now.successions:
        if passing.day == on:
            coming[passing.successor].append((before.by_agency[passing.predecessor][-1], passing.kind))
    lines = [HEAD]
    for version in (renamed(one, len(eve.ledger.levels)) for one in draft.versions):
        if version.state is State.CLOSED:
            old = before.by_agency[version.agency][-1]
            lines.append(f'{old.code};"{old.name}";{old.level};;;{EVE};{REFORM:%d/%m/%Y};;;"{version.legal_act}"')
        else:
            held = now.holding(version.agency, on)
            assert held is not None
            named = "|".join(f"{one.level}:{one.code}" for one, _ in coming[version.agency])
            kinds = {kind for _, kind in coming[version.agency]}
            kind = Succession.SPLIT if Succession.SPLIT in kinds else next(iter(kinds), "")
            parent = now.holding(held.parent, on)
            lines.append(line_of(held, parent, REFORM, named, kind, version.legal_act))
    return "\n".join(lines)


def stated(versions: Iterable[Version]) -> Counter[tuple[object, ...]]:
    """What versions state, apart from who is numbered how."""
    return Counter((one.valid_from, one.state, one.code, one.name, one.scope, one.legal_act) for one in versions)


@pytest.mark.heavy
def test_the_register_as_a_file_is_unchanged_and_the_reform_as_a_file_is_what_ships() -> None:
    drafts = list(register_drafts())
    eve = Book(world().ledger)
    for draft in drafts[:3]:
        eve = written(eve, draft)
    reform = drafts[3]
    assert {one.valid_from for one in reform.versions} == {REFORM}

    plan = eve.plan(register_file(eve, date(2025, 6, 30)))
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": 11882, "rejected": 0}
    assert codes(plan) == []

    file = reform_file(eve, written(eve, reform), reform)
    plan = eve.plan(file)
    assert plan.counts == {"new": 3499, "changed": 11733, "unchanged": 0, "rejected": 0}
    assert codes(plan) == []
    planned = plan.draft(by="x")
    assert planned is not None
    assert stated(planned.versions) == stated(reform.versions)
    assert Counter(planned.agencies) == Counter(reform.agencies)

    again = written(eve, planned).plan(file)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 15232, "rejected": 0}
