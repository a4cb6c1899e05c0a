"""What a file would do to the figures: counted by coverage, before anything is written."""

from qms.coverage.effect import Effect
from qms.coverage.effect import effect_of_draft as effect_of

__all__ = ["Effect", "effect_of"]
