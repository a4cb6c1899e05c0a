"""How long the random registers are searched: the same ones on every run, more of them where QMS_SEARCH asks."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "bounded", max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("bounded"), max_examples=5_000, derandomize=False)
settings.load_profile(os.environ.get("QMS_SEARCH", "bounded"))
