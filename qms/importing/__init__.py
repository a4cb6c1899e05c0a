"""Updates by file: what a file says, which agencies it means, what would change, and the change itself.

    bytes ─► reading ─► headers ─► rows ─► …
             a sheet    a table    what each line states

Everything but `sandbox` is pure: problems are values that are collected and returned, never printed on the way.
"""
