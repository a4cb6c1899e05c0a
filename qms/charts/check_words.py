"""The checks of the data in words: the same on pages and in reports."""

from __future__ import annotations

from typing import NamedTuple

from qms.coverage.checks import Check
from qms.i18n import N_, _, format_count


class Said(NamedTuple):
    """A check in words: what it found, and what that means for the figures and asks for."""

    found: str
    means: str


WORDS = {
    Check.EDITION_NOT_ISSUED: Said(
        N_("states an edition that was not issued yet on the day"),
        N_("Counted as reported. Ask for the right day or edition."),
    ),
    Check.BACKWARD: Said(
        N_("stands lower than before, without a withdrawal"),
        N_("Counted as last reported. Ask what happened in between."),
    ),
    Check.SUPERSEDED: Said(
        N_("announced under a superseded edition"),
        N_("Counted as covered. Ask when the current edition will be announced."),
    ),
    Check.PROCEDURES_PARTIAL: Said(
        N_("announced, some procedures lacking"),
        N_("Not counted as covered until all procedures are."),
    ),
    Check.COUNT_MISSING: Said(
        N_("announced with only one of the two counts of procedures"),
        N_("Not counted as covered. Ask for the missing count."),
    ),
    Check.PROCEDURES_NOT_STATED: Said(
        N_("announced, procedures not stated"),
        N_("Counted as covered. Ask for the number of procedures."),
    ),
    Check.EDITION_NOT_STATED: Said(
        N_("announced, edition not stated"),
        N_("Does not change the figures. Ask for the edition."),
    ),
    Check.MUST_REANNOUNCE: Said(
        N_("must announce again"),
        N_("Keeps its status until it announces again."),
    ),
    Check.STALE: Said(
        N_("nothing new for more than {months} months"),
        N_("Counted as last reported. Ask whether it still holds."),
    ),
    Check.NO_REPORT: Said(
        N_("no report yet"),
        N_("Not covered, and in the denominator. Ask for a report."),
    ),
}


def found_words(check: Check, months: int) -> str:
    """Return what a check found, in words."""
    return _(WORDS[check].found).format(months=format_count(months))
