"""What the progress page says in sentences: what is drawn, what it shows, why lines stop, how fast it goes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pages.parts.words import points_text
from qms.charts.trend import SHORT_NAMES, break_labels
from qms.coverage import Every, Slice
from qms.coverage.pace import HORIZON, STEPS, Pace, Verdict
from qms.coverage.progress import Progress
from qms.coverage.rates import half_up
from qms.coverage.trend import Line
from qms.i18n import N_, _, current_language, format_date, format_fraction, format_month, gettext, label
from qms.vocabulary import Measure

SAMPLED = {
    Every.MONTH: N_("at the end of each month"),
    Every.QUARTER: N_("at the end of each quarter"),
    Every.YEAR: N_("at the end of each year"),
}
PACES = {
    Verdict.REACHED: N_("100% is reached"),
    Verdict.BETWEEN: N_("At the pace of the last year 100% would be reached between {earliest} and {latest}"),
    Verdict.NOT_BEFORE: N_(
        "At the fastest pace of the last year 100% would not be reached before {earliest}; at the slowest not within"
        " {years} years"
    ),
    Verdict.NOT_AT_THIS_PACE: N_(
        "100% is not reached at this pace: not within {years} years even at the fastest of the last year"
    ),
    Verdict.BROKEN: N_("No ground yet to say when 100% would be reached: reorganised within the last year"),
    Verdict.TOO_SHORT: N_("No ground yet to say when 100% would be reached: less than a year of reports"),
    Verdict.NOTHING: N_("There is nothing to count on this day."),
}


def what_of(progress: Progress) -> str:
    """Return what is counted, and of whom where it is not the country."""
    question = progress.question
    counted = label(question.measure) if question.measure is not Measure.SLICE else slice_text(question.slice_)
    return counted if progress.root is None else f"{progress.root.name}, {_lower(counted)}"


def slice_text(slice_: Slice | None) -> str:
    """Return which agencies a slice holds: UBND cấp xã, khuyến khích, Tây Nguyên: đạt."""
    narrowed = slice_ or Slice()
    level = label(narrowed.level) if narrowed.level else _("all agencies of the programme")
    others = [label(word) for word in (narrowed.scope, narrowed.region, narrowed.standard) if word]
    said = _("{agencies} covered").format(agencies=", ".join([level, *others]))
    return said[:1].upper() + said[1:]


def name_of(progress: Progress) -> str:
    """Return what the line is called in the plot."""
    if progress.root is not None:
        return progress.root.name
    measure = progress.question.measure
    if measure is Measure.SLICE:
        narrowed = progress.question.slice_
        return label(narrowed.level) if narrowed and narrowed.level else label(measure)
    return gettext(SHORT_NAMES[measure])


def finding(progress: Progress) -> str:
    """Return what the line says, in one sentence."""
    return f"{what_of(progress)}: {_course(progress.line)}"


def _course(line: Line) -> str:
    language = current_language()
    first, last = line.stretches[0][0], line.stretches[-1][-1]
    days = {"last": format_date(last.as_of), "now": last.text(language)}
    if len(line.stretches) > 1:
        eve, after = line.stretches[-2][-1], line.stretches[-1][0]
        sentence = _("{before} on {eve}; after the reorganisation {after} on {border}, {now} on {last}")
        return sentence.format(
            before=eve.text(language),
            eve=format_date(eve.as_of),
            after=after.text(language),
            border=format_date(after.as_of),
            **days,
        )
    if first.as_of == last.as_of:
        return _("{now} on {last}").format(**days)
    return _("from {before} on {first} to {now} on {last}").format(
        before=first.text(language), first=format_date(first.as_of), **days
    )


def measured(progress: Progress) -> str:
    """Return measure, unit and period of the plot."""
    question = progress.question
    return _("Rate in percent of what is counted, {sampled}, {start} – {end}.").format(
        sampled=gettext(SAMPLED[question.every]), start=format_date(question.start), end=format_date(question.end)
    )


def why_lines_stop(line: Line) -> list[tuple[str, str]]:
    """Return for each reorganisation that cuts a line its day with the counts, and what it means in words."""
    return [(f"{format_date(day)}: {', '.join(said)}", _meaning(line, day)) for day, said in break_labels(line.breaks)]


def _meaning(line: Line, day: date) -> str:
    language = current_language()
    before = [stretch[-1] for stretch in line.stretches if stretch[-1].as_of < day]
    after = [stretch[0] for stretch in line.stretches if stretch[0].as_of >= day]
    said = _(
        "Bodies that came out of a merger are new and begin with no report; what their predecessors had announced is"
        " not carried over, so the rates on both sides are not compared."
    )
    if not before or not after:
        return said
    sides = _("{before} ({before_counts}) on the eve, {after} ({after_counts}) on the day.").format(
        before=before[-1].text(language),
        before_counts=format_fraction(before[-1].numerator, before[-1].denominator),
        after=after[0].text(language),
        after_counts=format_fraction(after[0].numerator, after[0].denominator),
    )
    return f"{sides} {said}"


def pace_title(pace: Pace) -> str:
    """Return when all would be covered at the pace of the last year, or why that cannot be said."""
    return gettext(PACES[pace.verdict]).format(
        earliest=format_month(pace.earliest) if pace.earliest else "",
        latest=format_month(pace.latest) if pace.latest else "",
        years=HORIZON // STEPS,
    )


def pace_method(pace: Pace) -> str:
    """Return how the range comes about, in plain words."""
    if pace.verdict is Verdict.BROKEN and pace.broken_by:
        day = format_date(date.fromordinal(pace.broken_by.on_day))
        return _(
            "The reorganisation of {day} lies within the last twelve months; rates on its two sides are not compared."
        ).format(day=day)
    if pace.verdict is Verdict.TOO_SHORT:
        return _("A pace needs twelve months in which something had been reported.")
    if not pace.gains:
        return ""
    return _(
        "The last twelve months are cut into four times three months. If every three months to come gained as much as"
        " the fastest of the four ({fastest} percentage points), 100% would be reached soonest; if as little as the"
        " slowest ({slowest}), latest; both in whole steps of three months. A calculation, not a forecast; nothing is"
        " said of what lies more than {years} years ahead."
    ).format(fastest=points(max(pace.gains)), slowest=points(min(pace.gains)), years=HORIZON // STEPS)


def points(gain: Fraction) -> str:
    """Return a gain in percentage points with its sign: +4,2, −0,5, 0."""
    rounded = half_up(abs(gain) * 100, 1)
    sign = "" if not rounded else "+" if gain > 0 else "−"
    return f"{sign}{points_text(rounded)}"


def _lower(text: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
