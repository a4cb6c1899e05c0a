"""The demo's whole chain: register batches at their moments, quarterly reports between them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from qms.demo.chance import Chance
from qms.demo.paths import Body, events_of
from qms.demo.programme import (
    open_ministry_units,
    record_ministries_with_their_units,
    take_communes_out_of_the_programme,
)
from qms.demo.reporting import quarterly_batches
from qms.demo.story import Story
from qms.shipped import PUBLISHED_NOTE, REGISTER_NOTES
from qms.shipped.changes_2026 import record_changes_of_2026
from qms.shipped.eve_of_2025 import record_earlier_mergers
from qms.shipped.ministries_2025 import record_ministries_of_2025
from qms.shipped.published import published_figures
from qms.shipped.reform_2025 import record_reform_of_2025
from qms.shipped.register_2021 import open_register_of_2021
from qms.shipped.rolls import Rolls
from qms.store.facts import Draft, Event
from qms.vocabulary import BatchKind


def demo_drafts() -> Iterator[Draft]:
    """Yield the batches of `qms init --demo` in order, for an empty database; the same on every machine."""
    story = Story()
    _tell_the_first_years(story)
    _tell_the_reforms(story)
    batches = story.drafts + quarterly_batches(_events(story))
    yield from sorted(batches, key=_recorded_at)


def _recorded_at(draft: Draft) -> datetime:
    return draft.recorded_at or datetime.max.replace(tzinfo=UTC)


def _tell_the_first_years(story: Story) -> None:
    story.record(
        open_register_of_2021,
        BatchKind.REGISTER,
        datetime(2014, 6, 30, 3, 12, 7, tzinfo=UTC),
        REGISTER_NOTES[open_register_of_2021],
    )
    story.record(
        take_communes_out_of_the_programme,
        BatchKind.DEMO,
        datetime(2014, 7, 1, 2, 41, 30, tzinfo=UTC),
        "Điều chỉnh mô phỏng: 1.693 xã không thuộc chương trình",
    )
    story.record(
        open_ministry_units,
        BatchKind.DEMO,
        datetime(2014, 7, 2, 8, 5, 44, tzinfo=UTC),
        "Đơn vị thuộc bộ (mô phỏng, tên gọi không có thật)",
    )
    story.plan_first_years()
    story.publish(published_figures(), datetime(2021, 5, 5, 4, 17, 52, tzinfo=UTC), PUBLISHED_NOTE)


def _tell_the_reforms(story: Story) -> None:
    story.record(
        record_earlier_mergers,
        BatchKind.REGISTER,
        datetime(2025, 1, 10, 7, 33, 19, tzinfo=UTC),
        REGISTER_NOTES[record_earlier_mergers],
    )
    story.plan_first_half_of_2025()
    story.record(
        record_ministries_with_their_units,
        BatchKind.DEMO,
        datetime(2025, 3, 4, 2, 20, 11, tzinfo=UTC),
        f"{REGISTER_NOTES[record_ministries_of_2025]}; đơn vị thuộc bộ mô phỏng chuyển theo",
    )
    story.plan_new_ministries()
    story.record(
        record_reform_of_2025,
        BatchKind.REGISTER,
        datetime(2025, 7, 3, 9, 48, 2, tzinfo=UTC),
        REGISTER_NOTES[record_reform_of_2025],
    )
    story.plan_fresh_start()
    story.record(
        record_changes_of_2026,
        BatchKind.REGISTER,
        datetime(2026, 8, 28, 3, 55, 27, tzinfo=UTC),
        REGISTER_NOTES[record_changes_of_2026],
    )


def _events(story: Story) -> Iterator[Event]:
    chance = Chance("events")
    for agency, path in sorted(story.paths.items()):
        yield from events_of(_body(story.rolls, story.signs[agency], agency), path, chance)


def _body(rolls: Rolls, sign: str, agency: int) -> Body:
    return Body(agency, rolls.level(agency), rolls.opened[agency], rolls.closed.get(agency, date.max), sign)
