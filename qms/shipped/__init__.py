"""What a plain `qms init` loads: the register of 2021, what became of it until 2026, and the published figures.

A package of one idea a file: `tables` reads data/, `rolls` is the register as it grows, and each file of changes
brings it from one day to another. The simulated demo (qms/demo) plays the same changes at other moments.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

from qms.shipped.changes_2026 import record_changes_of_2026
from qms.shipped.eve_of_2025 import record_earlier_mergers
from qms.shipped.ministries_2025 import record_ministries_of_2025
from qms.shipped.published import published_figures
from qms.shipped.reform_2025 import record_reform_of_2025
from qms.shipped.register_2021 import open_register_of_2021
from qms.shipped.rolls import Rolls
from qms.store.facts import Draft
from qms.vocabulary import BatchKind

RECORDED_AT: Final = datetime(2026, 11, 20, tzinfo=UTC)
"""The moment of every shipped batch: no clock, so that the chain's head is the same everywhere."""

BY: Final = "qms init"

REGISTER_NOTES: Final[dict[Callable[[Rolls], None], str]] = {
    open_register_of_2021: "Danh mục cơ quan tại ngày 27/04/2021 (ngày bắt đầu 20/06/2006 là giả định)",
    record_earlier_mergers: "Sắp xếp cấp huyện, cấp xã trước 30/06/2025 (ngày 01/01/2025 là giả định)",
    record_ministries_of_2025: "Sắp xếp bộ, cơ quan ngang bộ từ ngày 01/03/2025",
    record_reform_of_2025: "Sắp xếp cấp tỉnh, cấp xã, kết thúc cấp huyện từ ngày 01/07/2025",
    record_changes_of_2026: "Thay đổi tên, loại đơn vị hành chính năm 2026 (theo một nguồn)",
}
"""What is recorded, in order, and the note its batch carries."""

PUBLISHED_NOTE: Final = "Số liệu đã công khai ngày 27/04/2021"


def register_drafts() -> Iterator[Draft]:
    """Yield the batches of a plain `qms init`, for an empty database."""
    rolls = Rolls()
    for record, note in REGISTER_NOTES.items():
        record(rolls)
        yield rolls.draft(BatchKind.REGISTER, BY, RECORDED_AT, note=note)
    yield rolls.draft(BatchKind.PUBLISHED, BY, RECORDED_AT, note=PUBLISHED_NOTE, published=published_figures())
