"""Reports that can be signed: one content, laid out in several formats that cannot disagree.

`build.build_report` makes a `content.Report`: pure, in one language, without a clock. A writer (pdf, docx, xlsx, csv)
takes it and prints; it never counts, rounds, sorts or translates.

    Report      identity, letterhead, title and subject, opening paragraphs, sections, closing (below the sections,
                above the signature), appendices; facts, which stand on the first page or sheet; figures
    Section     key, title, blocks, sections below it; numbered I. / 1. / a) by its place, appendices "Phụ lục I"
    Paragraph   texts and cells in their order; `.text` is the sentence
    Table       key, caption, columns (key, title, kind), rows of cells, a total row, notes; whole, whatever its length
    Chart       key, finding, what is measured, alt text, the coverage value to draw, and the same as a table
    Note        paragraphs that belong in a box: the method
    Judgement   a heading-like hint and an empty paragraph for the office to fill: DOCX only, absent elsewhere
    Cell        what is printed (`text`), and the raw values behind it: n, d, day

Drawings come from `chart_svg.chart_svg(chart, language)`. A list that a format cannot hold whole says how many rows it
left out; the content never cuts.
"""
