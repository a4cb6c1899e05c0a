"""The random registers reach every kind of fact and every turn that the rules speak of: else their tests prove less."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from hypothesis import given, settings

from qms.vocabulary import Level, Measure, Missing, Region, Scope, Standard, State, Status, Succession
from tests.coverage import registers
from tests.coverage.oracle import Oracle
from tests.coverage.search import searched
from tests.coverage.worlds import EVENT, SUCCESSION, VERSION, World

WORDS = {
    *(f"level {level}" for level in Level),
    *(f"scope {scope}" for scope in Scope),
    *(f"status {status}" for status in Status),
    *(f"standard {standard}" for standard in list(Standard)[:3]),
    *(f"region {region}" for region in list(Region)[:3]),
    *(f"succession {kind}" for kind in Succession),
    *(f"missing {missing}" for missing in Missing),
    *(f"{measure} in part" for measure in Measure if measure is not Measure.SLICE),
    *(f"{measure} reached" for measure in Measure if measure is not Measure.SLICE),
}
TURNS = {
    "a body closes",
    "a body opens again",
    "a body moves to another parent",
    "a parent moves with what is below it",
    "a circle of parents",
    "a body below a closed one",
    "a body below no ministry or province",
    "a change and a report on one day",
    "a report before the opening",
    "both counts blank",
    "one count blank",
    "partly covered",
    "nothing of nothing covered",
    "a report taken back",
    "a version taken back",
    "a succession taken back",
    "recorded out of order",
    "known only in part",
    "nothing known yet",
    "must announce again",
    "announced again on the very day",
    "an heir of an heir",
    "nobody open",
}


def test_the_generator_reaches_every_word_and_turn() -> None:
    reached: set[str] = set()

    @settings(searched, max_examples=400)
    @given(registers.registers(), registers.days, registers.moments)
    def look(world: World, day: date, known_on: datetime | None) -> None:
        oracle = Oracle(world, known_on)
        reached.update(_words(oracle, day), _turns_of_facts(oracle), _turns_of_a_day(oracle, day))

    look()
    assert reached >= WORDS | TURNS, sorted((WORDS | TURNS) - reached)


def _words(oracle: Oracle, day: date) -> Iterator[str]:
    for agency in oracle.open_agencies(day):
        version = oracle.version(agency, day)
        assert version is not None
        yield f"level {oracle.level(agency)}"
        yield f"scope {version.scope}"
        yield f"region {oracle.region(agency, day)}"
    for event in oracle.events:
        yield f"status {event.status}"
        yield f"standard {event.standard}"
    for fact in oracle.successions:
        yield f"succession {fact.kind}"
    for measure in Measure:
        yield from (f"missing {wanting.missing}" for wanting in oracle.outstanding(measure, day))
        total = oracle.figures(measure, day)[0]
        if 0 < total.numerator < total.denominator:
            yield f"{measure} in part"
        if 0 < total.numerator == total.denominator:
            yield f"{measure} reached"


def _turns_of_facts(oracle: Oracle) -> Iterator[str]:
    rows = oracle.world.rows
    taken_back = {VERSION: "a version", EVENT: "a report", SUCCESSION: "a succession"}
    yield from (f"{what} taken back" for table, what in taken_back.items() if any(r.voided_by for r in rows[table]))
    moments = [batch.recorded_at for batch in oracle.world.batches]
    if moments != sorted(moments):
        yield "recorded out of order"
    if 0 < oracle.known < len(moments):
        yield "known only in part"
    if oracle.known == 0:
        yield "nothing known yet"
    changed = {(fact.agency, fact.valid_from) for fact in oracle.versions}
    if any((event.agency, event.effective_on) in changed for event in oracle.events):
        yield "a change and a report on one day"
    yield from _turns_of_reports(oracle)
    yield from _turns_of_lives(oracle)


def _turns_of_reports(oracle: Oracle) -> Iterator[str]:
    for event in oracle.events:
        match event.procedures_covered, event.procedures_total:
            case None, None:
                yield "both counts blank"
            case (None, _) | (_, None):
                yield "one count blank"
            case 0, 0:
                yield "nothing of nothing covered"
            case covered, total if covered != total:
                yield "partly covered"
            case _:
                pass
        if oracle.version(event.agency, event.effective_on) is None:
            yield "a report before the opening"


def _turns_of_lives(oracle: Oracle) -> Iterator[str]:
    for agency in oracle.agencies:
        own = sorted(fact for fact in oracle.versions if fact.agency == agency)
        for before, after in pairwise(own):
            if (before.state, after.state) == (State.OPEN, State.CLOSED):
                yield "a body closes"
            if (before.state, after.state) == (State.CLOSED, State.OPEN):
                yield "a body opens again"
            if before.parent != after.parent and State.CLOSED not in {before.state, after.state}:
                yield "a body moves to another parent"
                below = [one for one in oracle.agencies if agency in oracle.chain(one, after.valid_from)[1:]]
                if below:
                    yield "a parent moves with what is below it"


def _turns_of_a_day(oracle: Oracle, day: date) -> Iterator[str]:
    everyone = oracle.open_agencies(day)
    if not everyone:
        yield "nobody open"
    for agency in everyone:
        last = oracle.chain(agency, day)[-1]
        version = oracle.version(last, day)
        assert version is not None
        if version.parent in oracle.chain(agency, day):
            yield "a circle of parents"
        elif version.parent is not None:
            yield "a body below a closed one"
        elif oracle.top(agency, day) is None:
            yield "a body below no ministry or province"
        if oracle.must_reannounce(agency, day):
            yield "must announce again"
    for fact in oracle.successions:
        event = oracle.event(fact.successor, fact.on_day)
        absorbed = fact.kind is Succession.ABSORBED
        if absorbed and event and event.status is Status.ANNOUNCED and event.effective_on == fact.on_day:
            yield "announced again on the very day"
        if fact.kind is Succession.MERGED and oracle.heir(fact.successor, day) != fact.successor:
            yield "an heir of an heir"
