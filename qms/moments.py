"""Days and moments: Hà Nội's today, UTC moments as text, and what "known on a date" means."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

HANOI: Final = timezone(timedelta(hours=7))
"""Việt Nam has no daylight saving; the country's day begins at 17:00 UTC."""


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Hà Nội."""
    return now().astimezone(HANOI).date()


def end_of_day(day: date) -> datetime:
    """Return the last microsecond of a day in Hà Nội, as a UTC moment."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=HANOI) + timedelta(days=1)
    return (midnight - timedelta(microseconds=1)).astimezone(UTC)


def moment_text(moment: datetime) -> str:
    """Return a UTC moment as text with six decimals, the form in which moments are stored and hashed."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_moment(text: str) -> datetime:
    """Read a moment; one without an offset is UTC. Raises ValueError when it is none, or none on Hà Nội's calendar."""
    moment = datetime.fromisoformat(text)
    try:
        there = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(HANOI)
        return there.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """Return microseconds since 1970-01-01 UTC, exactly."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment_of(microseconds: int) -> datetime:
    """Return the UTC moment so many microseconds after the beginning of 1970, exactly."""
    return _EPOCH + timedelta(microseconds=microseconds)
