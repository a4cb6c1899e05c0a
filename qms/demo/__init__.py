"""The demo: every agency's history from 07/2014 to 30/09/2026, simulated, around the real register.

No public source says which agencies were outstanding, so their histories are simulated in such a way that the totals of
27/04/2021 come out as announced. Who is where in this package:

    chance      one seed, streams of chance by topic
    workdays    even time and calendar days
    curves      S-curves, and the shift that makes a count exact
    programme   who is in the programme; the ministries' units
    scenario_*  when every agency completes, before and after the reforms of 2025
    paths       one agency's way and the events it leaves
    reporting   events into quarterly batches
    chain       the whole in order
"""

from qms.demo.chain import demo_drafts

__all__ = ["demo_drafts"]
