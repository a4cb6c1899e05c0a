"""One content, one set of numbers: what a reader finds on the page, in each format and on the command line."""

from __future__ import annotations

import re

from qms.reports.content import Length
from qms.reports.orders import Order
from tests.reports.drawn import DAY, YEAR_BEFORE

NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")
PRINTED = re.compile(r"(\d[\d.,]*/\d[\d.,]*)\s*\(?\s*([<>]?\d[\d.,]*%|–)")
"""Covered of all with the rate behind it, as pages and paper print it."""


def order(language: str, length: Length = Length.SUMMARY) -> Order:
    return Order(DAY, YEAR_BEFORE, length=length, language=language)
