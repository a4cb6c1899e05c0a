"""Notices: what happened, what is safe and what to do, in the one form that all of them have.

Plain HTML without a script, alike inside a page of the dashboard and as a page of its own (when there is none).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from string import Template
from typing import Final

STYLE: Final = """
.qms-notice{border-left:4px solid light-dark(#A8321A,#FF9C80);padding:.25rem 0 .25rem 1.25rem;max-width:62ch;
margin:1rem 0}
.qms-notice.quiet{border:1px dashed light-dark(#8C8779,#77808A);padding:1rem 1.25rem}
.qms-notice h1,.qms-notice h2{font-size:1.375rem;font-weight:600;line-height:1.35;margin:0 0 .5rem;padding:0}
.qms-notice p{margin:0 0 .5rem;line-height:1.5;overflow-wrap:anywhere}
.qms-notice .reference{color:light-dark(#545B63,#A9B0B8);font-size:.9375rem}
"""
"""Both themes: inside Streamlit `color-scheme` follows its theme, on a page of its own the reader's system."""

_ALONE: Final = Template("""<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="icon" href="/qms/icon.svg" type="image/svg+xml">
<style>
:root{color-scheme:light dark}
body{background:light-dark(#FCFBF8,#12171D);color:light-dark(#1A222B,#E9E6DF);margin:2.5rem auto;
max-width:1200px;padding:0 1rem;font:17px/1.5 "Source Sans 3","Source Sans Pro",system-ui,sans-serif}
a{color:light-dark(#17568F,#9CC4EE)}
nav ul{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;list-style:none;padding:0}
$style
</style>
</head>
<body>
<main>$notice</main>
$after
</body>
</html>
""")


def notice(title: str, sentences: Sequence[str], *, reference: str | None = None, quiet: bool = False) -> str:
    """Return a notice as HTML; `quiet` is for what is missing, not wrong. The style is not in it."""
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    trail = f'<p class="reference">{escape(reference)}</p>' if reference else ""
    kind = ("status", "qms-notice quiet") if quiet else ("alert", "qms-notice")
    return f'<div role="{kind[0]}" class="{kind[1]}"><h1>{escape(title)}</h1>{paragraphs}{trail}</div>'


def notice_page(language: str, title: str, body: str, after: str = "") -> str:
    """Return a whole page that holds a notice, and `after` it what leads on; both are HTML."""
    return _ALONE.substitute(language=language, title=escape(title), style=STYLE, notice=body, after=after)
