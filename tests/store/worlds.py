"""Small worlds as drafts: a province with communes under it, and what is recorded of them."""

from datetime import UTC, date, datetime

from qms.store.facts import Draft, Event, NewAgency, Published, SuccessionFact, Version, VoidedFact
from qms.vocabulary import BatchKind, Evidence, Level, Measure, Scope, Standard, State, Status, Succession

OPENING = date(2006, 6, 20)
PROVINCE, FIRST_COMMUNE, SECOND_COMMUNE = 1, 2, 3


def moment(day: int, hour: int = 0) -> datetime:
    return datetime(2021, 5, day, hour, tzinfo=UTC)


def province_with_two_communes() -> Draft:
    """Agencies 1 (province Hà Giang), 2 (Xã Một), 3 (Xã Hai); versions 1, 2, 3."""
    return Draft(
        kind=BatchKind.REGISTER,
        by="test",
        recorded_at=moment(1),
        note="Danh mục",
        agencies=(NewAgency(Level.PROVINCE), NewAgency(Level.COMMUNE), NewAgency(Level.COMMUNE)),
        versions=(
            Version(-1, OPENING, code="02", name="Tỉnh Hà Giang", scope=Scope.MANDATORY, evidence=Evidence.ASSUMED),
            Version(-2, OPENING, code="00001", name="Xã Một", parent=-1, scope=Scope.ENCOURAGED),
            Version(-3, OPENING, code="00002", name="Xã Hai", parent=-1, scope=Scope.ENCOURAGED),
        ),
    )


def announced(
    agency: int, on: date, *, total: int | None = 10, covered: int | None = 10, note: str | None = None
) -> Event:
    return Event(agency, on, Status.ANNOUNCED, Standard.ISO_2015, total, covered, note=note)


def statuses(*events: Event, on_day: int = 2, expected: int | None = None) -> Draft:
    return Draft(BatchKind.STATUS, "test", recorded_at=moment(on_day), events=events, expected_version=expected)


def voiding(table: str, *ids: int, on_day: int = 3) -> Draft:
    return Draft(
        BatchKind.STATUS, "test", recorded_at=moment(on_day), voids=tuple(VoidedFact(table, row) for row in ids)
    )


def register(
    *versions: Version, agencies: tuple[Level, ...] = (), successions: tuple[SuccessionFact, ...] = ()
) -> Draft:
    return Draft(
        BatchKind.REGISTER,
        "test",
        recorded_at=moment(4),
        agencies=tuple(NewAgency(level) for level in agencies),
        versions=versions,
        successions=successions,
    )


def closing(agency: int, on: date) -> Version:
    return Version(agency, on, State.CLOSED)


def merged(predecessor: int, successor: int, on: date) -> SuccessionFact:
    return SuccessionFact(predecessor, successor, on, Succession.MERGED)


def announcement(numerator: int, denominator: int, rate: str, measure: Measure = Measure.COMMUNES) -> Draft:
    figure = Published(measure, date(2021, 4, 27), numerator, denominator, rate, "Báo")
    return Draft(BatchKind.PUBLISHED, "test", recorded_at=moment(5), published=(figure,))
