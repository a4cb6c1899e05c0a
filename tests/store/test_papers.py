"""The papers behind rows: decisions, legal acts, who recorded them; voided rows too, on both engines."""

from dataclasses import replace
from datetime import date

from qms.coverage.dossier import dossier, rows_behind
from qms.coverage.dossier.papers import BatchPaper, EventPaper, Papers, SuccessionPaper, Wanted
from qms.store.batches import append
from qms.store.database import Database
from qms.store.facts import Event, SuccessionFact, Version
from qms.store.ledger import read_ledger
from qms.store.papers import read_papers
from qms.vocabulary import Assurance, BatchKind, Evidence, Level, Scope, Standard, Status, Succession
from tests.store.worlds import moment, province_with_two_communes, register, statuses, voiding

DAY = date(2021, 4, 27)
DECIDED = Event(
    2, DAY, Status.ANNOUNCED, Standard.ISO_2015, 9, 9, "12/QĐ-UBND", date(2021, 4, 20), Assurance.VERIFIED,
    "Báo cáo", "=ghi chú", 41,
)  # fmt: skip


def test_nothing_is_asked_for_and_nothing_comes(database: Database) -> None:
    assert read_papers(database, Wanted()) == Papers()
    assert read_papers(database, Wanted(events=(7,), versions=(7,), successions=(7,), batches=(7,))) == Papers()


def test_papers_are_those_of_the_rows_voided_ones_too(database: Database) -> None:
    append(database, province_with_two_communes())
    append(
        database, replace(statuses(DECIDED, Event(3, DAY, Status.BUILDING)), file_name="bao-cao.xlsx", reporter="02")
    )
    append(database, voiding("status_event", 1))

    papers = read_papers(database, Wanted(events=(1, 2), versions=(1,), batches=(2, 3)))

    assert papers.events == {
        1: EventPaper("12/QĐ-UBND", date(2021, 4, 20), "Báo cáo", "=ghi chú", 41),
        2: EventPaper(),
    }
    assert papers.legal_acts == {1: None}
    assert papers.batches == {
        2: BatchPaper(BatchKind.STATUS, "test", moment(2), "02", "bao-cao.xlsx"),
        3: BatchPaper(BatchKind.STATUS, "test", moment(3)),
    }


def test_successions_are_named_by_their_place_in_the_ledger(database: Database) -> None:
    append(database, province_with_two_communes())
    on = date(2025, 7, 1)
    append(
        database,
        register(
            Version(-1, on, code="00001", name="Xã Mới", parent=1, scope=Scope.ENCOURAGED, legal_act="NQ 1656"),
            agencies=(Level.COMMUNE,),
            successions=(
                SuccessionFact(2, -1, on, Succession.MERGED, "NQ 1656"),
                SuccessionFact(3, -1, on, Succession.SPLIT, "NQ 1656", Evidence.UNRESOLVED),
            ),
        ),
    )
    with database.read() as reading:
        ledger = read_ledger(reading)

    wanted = rows_behind(ledger, 4)
    found = dossier(ledger, 4, on, read_papers(database, wanted))

    assert wanted == Wanted(versions=(4,), successions=(1, 2), batches=(2,))
    assert [(one.group.name, one.paper) for one in found.predecessors] == [
        ("Xã Một", SuccessionPaper("NQ 1656")),
        ("Xã Hai", SuccessionPaper("NQ 1656", Evidence.UNRESOLVED)),
    ]
    assert found.life.rows[0].legal_act == "NQ 1656"
    first = dossier(ledger, 2, DAY, read_papers(database, rows_behind(ledger, 2)))
    assert first.life.rows[0].evidence is None
    province = dossier(ledger, 1, DAY, read_papers(database, rows_behind(ledger, 1)))
    assert province.life.rows[0].evidence is Evidence.ASSUMED
