"""How long random registers are searched: the same ones on every run; more, and others, with QMS_SEARCH=thorough."""

import os
from typing import Final

from hypothesis import HealthCheck, settings

THOROUGH: Final = os.environ.get("QMS_SEARCH") == "thorough"

searched: Final = settings(
    max_examples=5_000 if THOROUGH else 150,
    deadline=None,
    derandomize=not THOROUGH,
    suppress_health_check=[HealthCheck.too_slow],
)
