"""Chance that falls alike on every machine: one seed, and nothing but `random()` and exact arithmetic behind it."""

from collections.abc import Sequence
from random import Random
from typing import Final, TypeVar

SEED: Final = 20210427
"""The one seed of the demo: the day of the announcement."""

Choice = TypeVar("Choice")


class Chance:
    """A stream of chance for one topic; another topic's draws do not disturb it."""

    def __init__(self, topic: str) -> None:
        self.random = Random(f"{SEED} {topic}").random  # noqa: S311 - a simulation wants no secrets

    def happens(self, probability: float) -> bool:
        """Tell whether something of a probability happens this time."""
        return self.random() < probability

    def between(self, low: float, high: float) -> float:
        """Return a number from low to below high, all alike."""
        return low + (high - low) * self.random()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both possible."""
        return low + int((high - low + 1) * self.random())

    def normal(self) -> float:
        """Return about a standard normal number: twelve uniform ones added up, so that no logarithm is rounded."""
        draw = self.random
        return (
            draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            + draw()
            - 6.0
        )

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        """Return one of several."""
        return choices[int(len(choices) * self.random())]
