"""Markup cannot be broken by what is put into it."""

from qms.charts.html import Html, element, filled, joined, link, markup, unseen


def test_every_text_is_escaped_and_only_markup_passes() -> None:
    bold = element("b", "<i>1 & 2</i>")
    assert bold == "<b>&lt;i&gt;1 &amp; 2&lt;/i&gt;</b>"
    assert element("p", bold, " ", None, 3) == f"<p>{bold} 3</p>"
    assert markup(None) == ""
    assert isinstance(markup("x"), Html)


def test_attributes_are_escaped_and_left_out_where_there_is_nothing() -> None:
    made = element("a", "x", href='?a="1"&b', class_="q", data_id=None, hidden=False, download=True)
    assert made == '<a href="?a=&quot;1&quot;&amp;b" class="q" download="">x</a>'
    assert element("br") == "<br>"


def test_a_sentence_is_filled_with_markup_and_escaped_itself() -> None:
    said = filled("a < {b} & {c}", b=element("b", "1"), c="<2>")
    assert said == "a &lt; <b>1</b> &amp; &lt;2&gt;"


def test_links_open_in_the_same_tab() -> None:
    assert link("?x=1", "go") == '<a href="?x=1" target="_self">go</a>'


def test_parts_are_joined_by_an_escaped_mark() -> None:
    assert joined(["a", element("b", "c")], " > ") == "a &gt; <b>c</b>"
    assert unseen("x") == '<span class="q-unseen">x</span>'
