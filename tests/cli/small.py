"""A small country for the tests of what people type: two ministries, two provinces, codes that several bear."""

from datetime import UTC, datetime
from typing import Final

from qms.store.batches import append
from qms.store.database import connect
from qms.store.upgrading import upgrade
from qms.vocabulary import BatchKind
from tests.coverage.worlds import World, agency, batch, change, close, event, published, succession, world

LATE: Final = datetime(2021, 6, 30, 18, tzinfo=UTC)
"""Already 01/07/2021 in Hà Nội."""


def small_country() -> World:
    """Return the country. On 27/04/2021, as known today:

    ministries               Y tế (all three covered), Công Thương (no report)   1/2
    ministry_encouraged      Viện B (partly covered)                             0/1
    provinces                Hà Nội, with its department; Hà Giang not started   1/2
    provinces_with_communes  Hà Nội                                              1/2
    communes                 Phúc Xá; Trúc Bạch only as known from 01/07/2021    2/3

    On 01/07/2025 Hà Giang is absorbed: Hà Nội must announce again.
    """
    return world(
        batch(
            agency("Bộ Y tế", "ministry", code="01"),
            agency("Cục A", "ministry_unit", under="Bộ Y tế", code="01.01"),
            agency("Viện B", "ministry_unit", under="Bộ Y tế", code="01.02", scope="encouraged"),
            agency("Bộ Công Thương", "ministry", code="03"),
            agency("Thành phố Hà Nội", "province", code="01", region="red_river_delta"),
            agency("Sở Y tế", "provincial_unit", under="Thành phố Hà Nội", code="01.YT"),
            agency("Phường Phúc Xá", "commune", under="Thành phố Hà Nội", code="00001"),
            agency("Phường Trúc Bạch", "commune", under="Thành phố Hà Nội", code="00004"),
            agency("Tỉnh Hà Giang", "province", code="02", region="northern_midlands"),
            agency("Xã Lũng Cú", "commune", under="Tỉnh Hà Giang", code="00715"),
            published("communes", "2021-04-27", 2, 3, "66,7%"),
            published("ministries", "2021-04-27", 1, 2, "51%"),
            kind=BatchKind.REGISTER,
            recorded_at=datetime(2021, 4, 1, tzinfo=UTC),
        ),
        batch(
            event("Bộ Y tế", "2018-05-03", "announced", 30, 30, standard="2015"),
            event("Cục A", "2019-02-28", "announced", standard="2008"),
            event("Viện B", "2020-02-29", "announced", 4, 5),
            event("Thành phố Hà Nội", "2017-01-01", "announced", 9, 9),
            event("Sở Y tế", "2017-01-01", "announced", 9, 9),
            event("Phường Phúc Xá", "2019-11-20", "announced", 7, 7, standard="2015"),
            event("Tỉnh Hà Giang", "2020-01-01", "not_started"),
            event("Xã Lũng Cú", "2020-01-01", "withdrawn"),
            recorded_at=datetime(2021, 4, 20, tzinfo=UTC),
        ),
        batch(event("Phường Trúc Bạch", "2021-04-10", "announced", 3, 3), recorded_at=LATE),
        batch(
            change("Phường Trúc Bạch", "2025-07-01", name="Phường Ba Đình"),
            change("Xã Lũng Cú", "2025-07-01", under="Thành phố Hà Nội"),
            close("Tỉnh Hà Giang", "2025-07-01"),
            succession("Tỉnh Hà Giang", "Thành phố Hà Nội", "2025-07-01", "absorbed"),
            kind=BatchKind.REGISTER,
            recorded_at=datetime(2025, 6, 30, tzinfo=UTC),
        ),
    )


def write_country(url: str) -> None:
    """Write the country into a new database."""
    database = connect(url)
    upgrade(database)
    for draft in small_country().drafts:
        append(database, draft)
    database.close()
