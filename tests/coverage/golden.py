"""A fixed world whose figures are written down, so that no change of the counting rules passes unseen.

When the rules are meant to change: raise RULES_VERSION, then `python -m tests.coverage.golden "why"` adds the figures
of the new version with its note. Those of an earlier version are never rewritten.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from qms.coverage import Slice, figures, outstanding
from qms.vocabulary import RULES_VERSION, Level, Measure, Standard
from tests.coverage.answers import ALL
from tests.coverage.worlds import (
    World,
    agency,
    batch,
    change,
    close,
    day,
    event,
    reopen,
    succession,
    undo,
    void_event,
    world,
)

FILE: Final = Path(__file__).with_name("golden.json")
DAYS: Final = (
    "2009-12-31",
    "2014-06-30",
    "2020-02-29",
    "2021-04-27",
    "2025-02-28",
    "2025-03-01",
    "2025-07-01",
    "2026-06-30",
)
SLICES: Final = (Slice(), Slice(level=Level.COMMUNE), Slice(standard=Standard.ISO_2008))


def fixed_world() -> World:
    """Return a world in which every rule has its say: do not change it, draw another beside it."""
    return world(
        batch(
            agency("Y tế", "ministry", code="BYT"),
            agency("Nội vụ", "ministry", code="BNV"),
            agency("Lao động", "ministry", code="BLD"),
            agency("Không bắt buộc", "ministry", code="KBB", scope="none"),
            agency("Cục Dược", "ministry_unit", under="Y tế", code="001"),
            agency("Phòng Dược", "ministry_unit", under="Cục Dược", code="002", opened="2012-01-01"),
            agency("Viện Y", "ministry_unit", under="Y tế", code="003", scope="encouraged"),
            agency("Trường Y", "ministry_unit", under="Y tế", code="004", scope="planned"),
            agency("Vụ Lao động", "ministry_unit", under="Lao động", code="005"),
            agency("Lào Cai", "province", code="10", region="northern_midlands"),
            agency("Yên Bái", "province", code="15", region="northern_midlands"),
            agency("Huế", "province", code="46", region="central_coast"),
            agency("Sở Y tế Lào Cai", "provincial_unit", under="Lào Cai", code="101"),
            agency("Bắc Hà", "district", under="Lào Cai", code="085"),
            agency("Văn Chấn", "district", under="Yên Bái", code="140"),
            agency("Bảo Nhai", "commune", under="Bắc Hà", code="02824"),
            agency("Tả Chải", "commune", under="Bắc Hà", code="02827"),
            agency("Nậm Búng", "commune", under="Văn Chấn", code="04672"),
            agency("Gia Hội", "commune", under="Văn Chấn", code="04675", scope="none"),
            agency("Phú Hội", "commune", under="Huế", code="19753", scope="planned"),
            agency("Lạc", "commune", code="99999"),
        ),
        batch(
            event("Y tế", "2014-06-30", "announced", 10, 10, standard="2008"),
            event("Cục Dược", "2010-01-01", "announced", standard="2008"),
            event("Phòng Dược", "2013-01-01", "announced", 3, 4, standard="2008"),
            event("Viện Y", "2014-01-01", "announced", 8, 8, standard="2008"),
            event("Trường Y", "2014-01-01", "announced", 8, None),
            event("Nội vụ", "2014-01-01", "announced", 5, 5, standard="2008"),
            event("Lao động", "2014-01-01", "applied"),
            event("Vụ Lao động", "2014-01-01", "not_started"),
            event("Bảo Nhai", "2020-02-29", "announced", 90, 90, standard="2015"),
            event("Tả Chải", "2019-01-01", "building"),
            event("Nậm Búng", "2019-01-01", "announced", 0, 0, standard="2015"),
            event("Phú Hội", "2019-01-01", "announced", 80, 80, standard="2015"),
        ),
        batch(
            event("Phòng Dược", "2020-01-01", "announced", 4, 4, standard="2015"),
            event("Y tế", "2020-01-01", "announced", 10, 10, standard="2015"),
            event("Lào Cai", "2020-01-01", "announced", 20, 20),
            event("Sở Y tế Lào Cai", "2020-01-01", "announced", 20, 20),
            event("Bắc Hà", "2021-04-27", "announced", 20, 20),
            event("Phú Hội", "2021-01-01", "withdrawn"),
            event("Lạc", "2021-01-01", "announced", 1, 1),
            change("Gia Hội", "2020-01-01", scope="encouraged"),
            change("Tả Chải", "2020-01-01", code="02830", name="Na Hối"),
            close("Huế", "2020-06-01"),
            reopen("Huế", "2021-01-01"),
        ),
        batch(event("Tả Chải", "2019-01-01", "announced", 9, 9), void_event("Nậm Búng", "2019-01-01")),
        batch(undo(4)),
        batch(
            close("Lao động", "2025-03-01"),
            succession("Lao động", "Nội vụ", "2025-03-01", "absorbed"),
            change("Vụ Lao động", "2025-03-01", under="Nội vụ"),
            event("Vụ Lao động", "2025-03-01", "announced", 2, 2),
            agency("Lào Cai mới", "province", code="15", opened="2025-07-01", region="northern_midlands"),
            close("Lào Cai", "2025-07-01"),
            close("Yên Bái", "2025-07-01"),
            succession("Lào Cai", "Lào Cai mới", "2025-07-01", "merged"),
            succession("Yên Bái", "Lào Cai mới", "2025-07-01", "merged"),
            close("Bắc Hà", "2025-07-01"),
            close("Văn Chấn", "2025-07-01"),
            agency("Bắc Hà mới", "commune", under="Lào Cai mới", code="02824", opened="2025-07-01"),
            close("Tả Chải", "2025-07-01"),
            succession("Tả Chải", "Bắc Hà mới", "2025-07-01", "merged"),
            change("Bảo Nhai", "2025-07-01", under="Lào Cai mới", code="02828"),
            succession("Bảo Nhai", "Bảo Nhai", "2025-07-01", "continued"),
            change("Nậm Búng", "2025-07-01", under="Lào Cai mới"),
            close("Gia Hội", "2025-07-01"),
            succession("Gia Hội", "Nậm Búng", "2025-07-01", "absorbed"),
            event("Nội vụ", "2026-01-01", "announced", 7, 7, standard="2015"),
            event("Bắc Hà mới", "2026-01-01", "announced", standard="2015"),
        ),
    )


def counted() -> dict[str, list[str]]:
    """Return every figure of the fixed world, one line each, by day, as known after the corrections and before."""
    drawn = fixed_world()
    third = drawn.batches[3].recorded_at
    return {
        f"{asked} {label}": list(_lines(drawn, asked, known_on))
        for asked in DAYS
        for label, known_on in (("as known now", None), ("as known after batch 4", third))
    }


def _lines(drawn: World, asked: str, known_on: Any) -> list[str]:
    found = [
        f"{figure.measure} {figure.group.code if figure.group else '*'}: {figure.numerator}/{figure.denominator}"
        f" {figure.text('vi')} again {figure.must_reannounce} unstated {figure.procedures_not_stated}"
        f" silent {figure.no_report}"
        for slice_ in SLICES
        for figure in figures(
            drawn.ledger,
            day(asked),
            known_on=known_on,
            measures=ALL if slice_ == Slice() else (Measure.SLICE,),
            by_parent=True,
            slice_=slice_,
        )
    ]
    return found + [
        f"{measure} lacks {agency.code}: {'|'.join(agency.missing)} since {agency.since}"
        for measure in ALL
        for agency in outstanding(drawn.ledger, measure, day(asked), known_on=known_on).agencies
    ]


def renew(note: str) -> None:
    """Write down the figures of the present rules version; those of an earlier one stay as they are."""
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    if RULES_VERSION in known:
        message = f"the figures of rules version {RULES_VERSION} are written down already: raise RULES_VERSION"
        raise SystemExit(message)
    known[RULES_VERSION] = {"note": note, "figures": counted()}
    FILE.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    renew(sys.argv[1])
