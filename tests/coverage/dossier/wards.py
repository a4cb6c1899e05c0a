"""A ward of 2025 and the two it came from, with every kind of correction, as small drawn batches."""

from datetime import date, datetime
from typing import Any

from qms.store.facts import Event
from qms.vocabulary import BatchKind, Standard, Status
from tests.coverage.worlds import (
    EVENT,
    Drawing,
    Statement,
    World,
    agency,
    batch,
    close,
    day,
    succession,
    undo,
    void_event,
    world,
)

REFORM = "2025-07-01"
BA_DINH = "Phường Ba Đình"
TRUC_BACH = "Phường Trúc Bạch"
QUAN_THANH = "Phường Quán Thánh"
HA_NOI = "Thành phố Hà Nội"
LAST_DAY = date(2026, 9, 30)


def report(label: str, on_day: str, status: str, procedures: str | None = None, **said: Any) -> Statement:
    """A body's status with its documents; procedures as covered/total."""
    covered, total = (int(count) for count in procedures.split("/")) if procedures else (None, None)

    def draw(drawing: Drawing) -> None:
        fact = Event(drawing.world.ids[label], day(on_day), Status(status))
        drawing.add(EVENT, fact._replace(procedures_covered=covered, procedures_total=total, **said))

    return draw


def ward(*more: Any, kind: BatchKind = BatchKind.STATUS) -> World:
    """Batches: 1 register of 2021 with its reports, 2 the reform, 3 a report, 4 on another day, 5 and 6 the same day,
    7 a mistake, 8 its undo."""
    decided = {"decision_no": "214/QĐ-UBND", "decision_on": date(2026, 5, 29), "standard": Standard.ISO_2015}
    return world(
        batch(*register(), kind=kind),
        batch(*reform()),
        batch(report(BA_DINH, "2025-08-15", "building", note="Ban chỉ đạo ISO")),
        batch(void_event(BA_DINH, "2025-08-15"), report(BA_DINH, "2025-09-01", "building", note="Ban chỉ đạo ISO")),
        batch(report(BA_DINH, "2026-05-30", "announced", "180/187", source_line=41, **decided)),
        batch(report(BA_DINH, "2026-05-30", "announced", "187/187", source_line=12, **decided)),
        batch(report(BA_DINH, "2026-06-15", "withdrawn")),
        batch(undo(7), kind=BatchKind.UNDO),
        *more,
    )


def register() -> list[Statement]:
    return [
        agency(HA_NOI, "province", code="01", region="red_river_delta"),
        agency("Sở Y tế", "provincial_unit", under=HA_NOI, code="SYT"),
        agency(TRUC_BACH, "commune", under=HA_NOI, code="00004"),
        agency(QUAN_THANH, "commune", under=HA_NOI, code="00013"),
        report(HA_NOI, "2018-01-01", "announced", "300/300"),
        report(TRUC_BACH, "2018-04-01", "building"),
        report(TRUC_BACH, "2021-03-15", "announced", "112/112", decision_no="88/QĐ-UBND"),
    ]


def reform() -> list[Statement]:
    return [
        close(TRUC_BACH, REFORM),
        close(QUAN_THANH, REFORM),
        agency(BA_DINH, "commune", under=HA_NOI, code="00004", opened=REFORM),
        succession(TRUC_BACH, BA_DINH, REFORM, "merged"),
        succession(QUAN_THANH, BA_DINH, REFORM, "split"),
    ]


def after(drawn: World, number: int) -> datetime:
    """The moment at which a batch was recorded."""
    return drawn.batches[number - 1].recorded_at
