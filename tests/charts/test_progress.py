"""The plot of one measure and the many small lines: what Plotly is told, and that it takes nothing else from it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import plotly.graph_objects as go  # type: ignore[import-untyped]  # it ships no types
import pytest

from qms.charts.lines import Frame, percent
from qms.charts.multiples import multiples
from qms.charts.palette import TOKENS, plot_css
from qms.charts.progress import plot_settings, progress_figure
from qms.coverage import OnMap
from qms.coverage.progress import Progress, Question, progress
from qms.i18n import LANGUAGES, use_language
from qms.vocabulary import Measure
from tests.coverage.worlds import change
from tests.pages.country import country

START, END = date(2014, 5, 18), date(2026, 9, 30)
CALLED = "UBND cấp xã"
AT_MOST_A_FIFTH = Fraction(1, 5)


def found(measure: Measure = Measure.COMMUNES, start: date = START, under: str | None = None) -> Progress:
    drawn = country()
    asked = Question(measure, start, END, under=None if under is None else drawn.id(under))
    return progress(drawn.ledger, asked)


def plotted(answer: Progress, called: str = CALLED) -> go.Figure:
    """The figure as Plotly takes it; a word that it does not know is refused."""
    question = answer.question
    return go.Figure(progress_figure(answer.line, answer.country, called, question.start, question.end))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", list(Measure))
def test_plotly_knows_every_word_of_the_figure(measure: Measure, language: str) -> None:
    with use_language(language):
        drawn = plotted(found(measure))
    assert drawn.layout.showlegend is False
    assert drawn.layout.separators == {"vi": ",.", "en": ".,"}[language]


@pytest.mark.parametrize("start", [date(1995, 1, 1), START, date(2025, 6, 1)])
def test_trap_28_a_break_is_a_day_on_the_axis_and_never_a_place_in_it(start: date) -> None:
    (rule,) = plotted(found(start=start)).layout.shapes
    assert (rule.xref, rule.x0, rule.x1) == ("x", "2025-07-01", "2025-07-01")
    named = next(note for note in plotted(found(start=start)).layout.annotations if note.x == "2025-07-01")
    assert named.text == "01/07/2025<br>12 → 8 xã"


def test_the_country_goes_from_nothing_to_all_and_one_body_no_higher_than_it_must() -> None:
    assert plotted(found()).layout.yaxis.range[0] == 0
    assert plotted(found()).layout.yaxis.ticktext == ("0", "25", "50", "75", "100%")
    of_one = plotted(found(under="Tỉnh 15"))
    assert of_one.layout.yaxis.ticktext == ("0", "15", "30", "45", "60%")


def test_the_line_is_named_on_both_sides_of_a_break() -> None:
    notes = [note.text for note in plotted(found()).layout.annotations]
    assert notes[1] == "UBND cấp xã <b>33,3%</b>"
    assert notes[-1] == "UBND cấp xã<br><b>25,0%</b><br>2/8"


def test_the_countrys_line_to_compare_with_is_dashed_and_grey() -> None:
    drawn = plotted(found(under="Tỉnh 15"))
    assert {(trace.name, trace.line.dash, trace.line.color) for trace in drawn.data} == {
        ("Cả nước", "dash", TOKENS["soft"].light),
        ("UBND cấp xã", "solid", TOKENS["ochre"].light),
    }


def test_a_name_cannot_put_markup_or_a_place_to_fill_into_the_plot() -> None:
    wicked = "<a href='x'>%{y}</a><i>"
    said = str(plotted(found(), wicked).to_json())
    assert "<a" not in said
    assert "<i>" not in said
    assert "%{y}" not in said


def test_every_colour_of_the_figure_has_its_dark_side_in_the_stylesheet() -> None:
    said = str(plotted(found(under="Tỉnh 15")).to_json())
    used = set(re.findall(r"#[0-9A-F]{6}", said))
    assert used <= {ink.light for ink in TOKENS.values()}
    for colour in used:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert f'[style*="stroke: rgb({red}, {green}, {blue})"]{{stroke:light-dark({colour},' in plot_css()


def test_the_plot_has_no_buttons_of_its_own_and_keeps_our_language() -> None:
    settings = plot_settings()
    assert settings["displayModeBar"] is False
    assert settings["locale"] == "vi"
    assert set(settings["locales"]) == {"vi"}


def small(answer: Progress) -> str:
    return multiples(
        answer.groups,
        answer.question.start,
        answer.question.end,
        name=lambda line: line.group.name,
        href=lambda line: f"?{line.group.code}",
        note=lambda line: line.figure.text() if line.figure else "",
    )


def test_every_small_line_stands_on_the_same_days_and_the_same_scale() -> None:
    frame = Frame(START, END, pad=4)
    shown = small(found())
    assert re.findall(r'class="q-small-break" style="left:([^"]+)"', shown) == [percent(frame.x(date(2025, 7, 1)))] * 3
    assert {float(left) for left in re.findall(r'q-dot" style="left:([\d.]+)%', shown)} == {100.0}


def test_silence_is_hatched_and_told() -> None:
    shown = small(found())
    silent = next(part for part in shown.split("<li>") if "Tỉnh 15" in part)
    assert "q-hatch" in silent
    assert "chưa có báo cáo" in silent
    assert "0%" not in silent.split("q-small-plot")[0]


def test_a_small_line_on_the_map_of_now_bears_the_name_of_now() -> None:
    drawn = country(change("Tỉnh 96", "2026-01-01", name="Thành phố 96"))
    answer = progress(drawn.ledger, Question(Measure.COMMUNES, START, END, on_map=OnMap.NOW))
    assert "Thành phố 96" in small(answer)
