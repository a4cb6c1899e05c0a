"""Answers as documents and tables: the keys that every reader relies on."""

import json
from datetime import UTC, datetime

import pytest

from qms.coverage import Every, OnMap, Slice, figures, outstanding, series
from qms.coverage.ledger import EMPTY_HEAD
from qms.vocabulary import MEASURES, RULES_VERSION, BatchKind, Measure
from tests.coverage.answers import ALL
from tests.coverage.worlds import World, agency, batch, day, event, published, world

ASKED = day("2021-04-27")
MOMENT = datetime(2021, 6, 30, 17, tzinfo=UTC)


def drawn() -> World:
    return world(
        batch(
            agency("Huế", "province", code="46"),
            agency("A", "commune", under="Huế", code="19753"),
            agency("B", "commune", under="Huế", code="19754"),
            event("A", "2020-01-01", "announced"),
            published("communes", ASKED, 1, 2, "50%"),
            kind=BatchKind.DEMO,
            recorded_at=datetime(2021, 6, 1, tzinfo=UTC),
        )
    )


STAMP = {
    "as_of": "2021-04-27",
    "known_on": "2021-06-30T17:00:00.000000Z",
    "data_version": 1,
    "chain_head": f"{1:064x}",
    "rules_version": RULES_VERSION,
    "demo": True,
}
HUE = {"id": 1, "level": "province", "code": "46", "name": "Huế"}


def test_a_document_of_figures() -> None:
    found = figures(drawn().ledger, ASKED, known_on=MOMENT, measures=(Measure.COMMUNES,), by_parent=True, members=True)
    members = [
        {"id": 2, "level": "commune", "code": "19753", "name": "A", "covered": True},
        {"id": 3, "level": "commune", "code": "19754", "name": "B", "covered": False},
    ]
    figure = {
        "measure": "communes",
        "numerator": 1,
        "denominator": 2,
        "rate": 0.5,
        "text": "50,0%",
        "must_reannounce": 0,
        "procedures_not_stated": 1,
        "members": members,
    }
    beside = {"text": "50%", "numerator": 1, "denominator": 2, "agrees": True, "source": "a newspaper"}
    document = found.to_json("vi")
    assert document == {
        **STAMP,
        "figures": [
            {**figure, "group": None, "published": beside},
            {**figure, "group": HUE, "published": None},
        ],
    }
    assert json.loads(json.dumps(document)) == document
    assert found.to_json("en")["figures"][0]["text"] == "50.0%"


def test_members_are_named_only_where_they_are_asked_for() -> None:
    found = figures(drawn().ledger, ASKED)
    assert [figure["measure"] for figure in found.to_json()["figures"]] == list(MEASURES)
    assert all("members" not in figure for figure in found.to_json()["figures"])


def test_a_measure_that_was_not_asked_for_is_no_key() -> None:
    found = figures(drawn().ledger, ASKED, measures=(Measure.COMMUNES,))
    assert found["communes"].denominator == 2
    with pytest.raises(KeyError):
        found[Measure.PROVINCES]


def test_figures_are_asked_for_by_parent_or_under_an_agency_not_both() -> None:
    with pytest.raises(ValueError, match="not both"):
        figures(drawn().ledger, ASKED, by_parent=True, under=1)


def test_a_document_of_a_series() -> None:
    found = series(
        drawn().ledger,
        Measure.COMMUNES,
        day("2021-03-31"),
        ASKED,
        every=Every.QUARTER,
        by_parent=True,
        on_map=OnMap.NOW,
        known_on=MOMENT,
    )
    point = {"numerator": 1, "denominator": 2, "rate": 0.5, "text": "50,0%", "break": None}
    document = found.to_json("vi")
    assert document == {
        **STAMP,
        "measure": "communes",
        "from": "2021-03-31",
        "to": "2021-04-27",
        "every": "quarter",
        "map": "now",
        "points": [
            {"as_of": "2021-03-31", "group": None, **point},
            {"as_of": "2021-04-27", "group": None, **point},
            {"as_of": "2021-03-31", "group": HUE, **point},
            {"as_of": "2021-04-27", "group": HUE, **point},
        ],
    }
    assert json.loads(json.dumps(document)) == document


def test_a_document_of_outstanding_agencies() -> None:
    found = outstanding(drawn().ledger, Measure.COMMUNES, ASKED, known_on=MOMENT)
    document = found.to_json()
    assert document == {
        **STAMP,
        "measure": "communes",
        "agencies": [
            {
                "id": 3,
                "level": "commune",
                "code": "19754",
                "name": "B",
                "parent": HUE,
                "status": None,
                "since": "2010-01-01",
                "missing": ["no_report"],
            }
        ],
    }
    assert json.loads(json.dumps(document)) == document


def test_an_outstanding_agency_below_no_province_has_no_parent() -> None:
    alone = world(agency("A", "commune"), event("A", "2020-01-01", "applied"))
    (found,) = outstanding(alone.ledger, Measure.COMMUNES, ASKED).to_json()["agencies"]
    assert (found["parent"], found["status"], found["since"]) == (None, "applied", "2020-01-01")


def test_tables_have_one_row_a_figure_a_point_and_an_agency() -> None:
    ledger = drawn().ledger
    table = figures(ledger, ASKED, measures=(Measure.COMMUNES,), by_parent=True, members=True).to_frame()
    assert list(table.columns) == [
        "as_of",
        "measure",
        "group_id",
        "group_level",
        "group_code",
        "group_name",
        "numerator",
        "denominator",
        "rate",
        "text",
        "must_reannounce",
        "procedures_not_stated",
        "published_text",
        "published_numerator",
        "published_denominator",
        "published_agrees",
        "published_source",
    ]
    assert table["numerator"].tolist() == [1, 1]
    assert table["group_name"].tolist()[1] == "Huế"
    points = series(ledger, Measure.COMMUNES, day("2021-03-31"), ASKED).to_frame()
    assert points["denominator"].tolist() == [2, 2]
    lacking = outstanding(ledger, Measure.COMMUNES, ASKED).to_frame()
    assert lacking[["name", "parent_code", "missing"]].values.tolist() == [["B", "46", "no_report"]]


@pytest.mark.parametrize("measure", ALL)
def test_an_empty_store_has_figures_of_nothing(measure: Measure) -> None:
    nothing = world()
    asked = {"measures": (measure,), "by_parent": True, "members": True, "slice_": Slice()}
    (total,) = figures(nothing.ledger, ASKED, **asked)  # type: ignore[arg-type]  # options of the question
    assert (total.numerator, total.denominator, total.text(), total.members) == (0, 0, "–", ())
    assert outstanding(nothing.ledger, measure, ASKED).agencies == ()
    found = series(nothing.ledger, measure, day("2021-03-31"), ASKED, by_parent=True)
    assert [(point.numerator, point.denominator) for point in found.points] == [(0, 0), (0, 0)]
    stamp = figures(nothing.ledger, ASKED, known_on=MOMENT).stamp
    assert (stamp.data_version, stamp.chain_head, stamp.demo) == (0, EMPTY_HEAD, False)


def test_a_day_before_any_data_has_figures_of_nothing() -> None:
    before = figures(drawn().ledger, day("2000-01-01"))
    assert [(figure.numerator, figure.denominator, figure.text()) for figure in before] == [(0, 0, "–")] * 5
