"""Charts to take along: each is drawn with its title, what is measured and where its numbers come from."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from pages.parts.picture import Picture, _drawn, stamp_words
from qms.coverage.ranking import ranking
from qms.coverage.stamp import stamp_of
from qms.i18n import LANGUAGES, use_language
from qms.reports.svg_framed import Said, framed
from qms.reports.svg_tiles import tiles_svg
from qms.vocabulary import Measure
from tests.coverage.dossier.wards import BA_DINH, ward
from tests.pages.country import country
from tests.pages.reading import Opened, open_page
from tests.pages.stored import READER, open_stored, store_of

DAY = date(2021, 4, 27)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_says_what_it_shows_and_that_data_are_simulated(language: str) -> None:
    ledger = country().ledger
    with use_language(language):
        drawing = tiles_svg(ranking(ledger, Measure.COMMUNES, DAY))
        assert drawing is not None
        said = Said("Title of it", "what is measured", stamp_words(stamp_of(ledger, None)))
        svg = framed(drawing, said)
        assert "Title of it" in svg
        assert "what is measured" in svg
        assert ("SỐ LIỆU MINH HỌA" if language == "vi" else "ILLUSTRATIVE DATA") in svg
        png = _drawn(Picture(said.title, said.measured, lambda: drawing), stamp_of(ledger, None))
    assert Image.open(io.BytesIO(png)).format == "PNG"


@pytest.mark.parametrize(("file", "name"), [("follow/overview.py", "trend"), ("follow/overview.py", "provinces")])
def test_the_overviews_charts_offer_their_picture(file: str, name: str) -> None:
    opened = open_page(country(), file=file, as_of="2021-04-27")
    keys = [button.proto.id for button in opened.app.get("download_button")]
    assert any(f"png-{name}" in key for key in keys)
    assert any(f"csv-{name}" in key for key in keys)


def test_the_sums_of_a_change_offer_their_picture() -> None:
    opened = open_page(country(), {"as_of": "2021-04-27", "from": "2020-04-27"}, file="follow/changes.py")
    assert any("png-changes-" in button.proto.id for button in opened.app.get("download_button"))


def pictures(opened: Opened) -> list[str]:
    """What the page offers as pictures, by the names of the files."""
    keys = [button.proto.id for button in opened.app.get("download_button")]
    return sorted(key.rpartition("png-")[2] for key in keys if "png-" in key)


@pytest.mark.parametrize(
    ("file", "query", "names"),
    [
        ("follow/explore.py", {}, ["communes-by-parent"]),
        ("follow/explore.py", {"measure": "ministries"}, ["ministries-by-parent"]),
        ("follow/progress.py", {}, ["progress", "progress-each"]),
    ],
)
def test_every_chart_of_these_pages_offers_its_picture(file: str, query: dict[str, str], names: list[str]) -> None:
    assert pictures(open_page(country(), {"as_of": "2021-04-27"} | query, file=file)) == names


def test_a_place_and_a_body_offer_their_charts_as_pictures(tmp_path: Path) -> None:
    store = store_of(tmp_path, ward().drafts)
    own = ward().id(BA_DINH)
    dossier = open_stored(store, "follow/agency.py", access=READER, agency=str(own))
    assert pictures(dossier) == [f"agency-{own}-lanes"], "one report of procedures is no chart"
    place = open_stored(store, "follow/explore.py", access=READER, under="province:01")
    assert pictures(place) == ["beside", "units"]
    everybody = open_stored(store, "follow/explore.py", access=READER, by="agency")
    assert pictures(everybody) == ["units"]
