"""Pictures of figures as HTML and CSS: bars, lines, tile maps, marks. Pure: coverage's results in, markup out.

They need no script, follow light and dark by `light-dark()`, print, and are read aloud: lines are masks over a colour,
everything that is text is text.
"""
