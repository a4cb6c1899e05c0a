"""A small country with everything an overview speaks of: every kind of figure, both sides of a reform, a merger."""

from datetime import UTC, datetime

from qms.vocabulary import BatchKind
from tests.coverage.worlds import (
    Statement,
    World,
    agency,
    batch,
    close,
    event,
    published,
    succession,
    void_event,
    world,
)

REFORM = "2025-07-01"
RECORDED = datetime(2026, 8, 1, tzinfo=UTC)
CORRECTED = datetime(2026, 9, 1, tzinfo=UTC)


def country(*more: Statement, kind: BatchKind = BatchKind.DEMO) -> World:
    """Three ministries, four provinces; in 2025 two of the provinces become one. A correction of September 2026."""
    return world(
        batch(*register(), *reports(), *reform(), *more, recorded_at=RECORDED, kind=kind),
        batch(void_event("xã 12.1", "2019-03-01"), recorded_at=CORRECTED),
    )


def register() -> list[Statement]:
    return [
        *(agency(f"Bộ {name}", "ministry", code=name) for name in "ABC"),
        *(agency(f"Cục {name}", "ministry_unit", under=f"Bộ {name}", code=f"C{name}") for name in "AB"),
        *(agency(f"Viện {n}", "ministry_unit", under="Bộ A", scope="encouraged", code=f"V{n}") for n in range(3)),
        *(agency(f"Tỉnh {code}", "province", code=code) for code in ("11", "12", "15", "96")),
        *(
            agency(f"xã {code}.{n}", "commune", under=f"Tỉnh {code}", code=f"{code}00{n}")
            for code in ("11", "12", "15", "96")
            for n in range(3)
        ),
    ]


def reports() -> list[Statement]:
    return [
        *(event(name, "2016-01-01", "announced", 5, 5) for name in ("Bộ A", "Cục A", "Bộ B", "Cục B", "Viện 0")),
        event("Bộ C", "2020-10-01", "announced"),
        event("Cục B", "2021-01-15", "withdrawn"),
        event("Viện 1", "2020-11-01", "building"),
        event("Tỉnh 11", "2018-01-01", "announced", 9, 9),
        *(event(f"xã 11.{n}", "2019-01-01", "announced", 7, 7) for n in range(3)),
        event("xã 12.0", "2019-02-01", "not_started"),
        event("xã 12.1", "2019-03-01", "announced", 6, 6),
        event("xã 96.0", "2020-12-01", "announced", 6, 6),
        event("xã 96.1", "2019-12-01", "announced", 6, 6),
        event("xã 96.1", "2021-02-01", "announced", 6, 8),
        published("ministries", "2021-04-27", 2, 3, "67%"),
        published("communes", "2021-04-27", 4, 12, "34%"),
    ]


def reform() -> list[Statement]:
    ended = [f"xã {code}.{n}" for code in ("11", "12") for n in range(3)]
    return [
        *(close(name, REFORM) for name in (*ended, "Tỉnh 11", "Tỉnh 12")),
        agency("Tỉnh mới", "province", opened=REFORM, code="11"),
        *(agency(f"xã mới {n}", "commune", under="Tỉnh mới", opened=REFORM, code=f"110{n}") for n in range(2)),
        *(succession(f"Tỉnh {code}", "Tỉnh mới", REFORM, "merged") for code in ("11", "12")),
        *(
            succession(f"xã {code}.{n}", f"xã mới {place}", REFORM, "merged")
            for place, code in enumerate(("11", "12"))
            for n in range(3)
        ),
        event("xã mới 0", "2026-01-01", "announced", 6, 6),
    ]
