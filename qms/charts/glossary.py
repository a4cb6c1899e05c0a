"""The terms that figures are told in, each with its meaning: the same on pages and in reports."""

from __future__ import annotations

from typing import NamedTuple

from qms.i18n import N_, _, label
from qms.vocabulary import MEASURES, Measure


class Term(NamedTuple):
    """A term: what links call it, how it is said, what it means."""

    id: str
    words: str
    meaning: str


MEASURED = {
    Measure.MINISTRIES: N_(
        "Ministries all of whose mandatory agencies are covered, of the ministries with at least one mandatory agency."
    ),
    Measure.MINISTRY_ENCOURAGED: N_(
        "Covered units of ministries, of all units that are encouraged to take part or have planned to."
    ),
    Measure.PROVINCES: N_("Provinces all of whose mandatory agencies are covered, of all provinces open on the day."),
    Measure.PROVINCES_WITH_COMMUNES: N_(
        "Provinces with at least one covered commune committee, of all provinces open on the day."
    ),
    Measure.COMMUNES: N_("Covered commune committees, of those in the programme on the day."),
}

GLOSSARY = (
    Term(
        "covered",
        N_("Covered"),
        N_("The newest event up to the day is “announced”, and all procedures are covered by the system."),
    ),
    Term(
        "compliant",
        N_("Meets the requirement"),
        N_("A ministry or province with at least one mandatory agency, all of which are covered."),
    ),
    Term(
        "no-report",
        N_("No report"),
        N_("Nothing was ever heard from the agency. It is not covered, and stays in the denominator."),
    ),
    Term(
        "scope",
        N_("Scope"),
        N_("Whether an agency must take part, is invited to, has planned to, or is not counted; dated, with its act."),
    ),
    Term(
        "procedures",
        N_("Procedures"),
        N_("Administrative procedures: how many there are, and how many the announced system covers."),
    ),
    Term(
        "edition-of-standard",
        N_("Edition of the standard"),
        N_("The edition of TCVN ISO 9001 that an agency announced under; a superseded one counts, and is a finding."),
    ),
    Term(
        "assurance",
        N_("Assurance"),
        N_("Who says that the system conforms: the agency itself, an inspection, or a certification body."),
    ),
    Term(
        "must-reannounce",
        N_("Must announce again"),
        N_("A body that took in others and lives on keeps its status, and has to announce anew for its wider duties."),
    ),
    Term(
        "break",
        N_("Reorganisation"),
        N_("A day on which bodies were merged. Merged bodies begin with no report, so the two sides are not compared."),
    ),
    Term(
        "known-on",
        N_("As known on"),
        N_("The figures as they would have been computed at the end of that day, from what was recorded by then."),
    ),
    Term(
        "batch",
        N_("Batch"),
        N_("One change to the data by one person, from one file or form, that is recorded and undone as a whole."),
    ),
    Term(
        "chain-head",
        N_("Chain head"),
        N_("A fingerprint over all batches up to the last: two people who see the same one see the same data."),
    ),
    Term(
        "published-figure",
        N_("Published figure"),
        N_("What somebody announced, with its source. It stands beside the computed figure, never in its place."),
    ),
    Term(
        "sound-record",
        N_("Sound record"),
        N_("The record of an agency that has reported, without contradiction and with nothing left unstated."),
    ),
)


def glossary() -> tuple[Term, ...]:
    """Return all terms in the reader's language, the measures first."""
    measures = [Term(measure.value, label(measure), _(MEASURED[measure])) for measure in MEASURES]
    return (*measures, *(Term(term.id, _(term.words), _(term.meaning)) for term in GLOSSARY))
