"""Counts adoption over a changing population: ledger in; figures, series and lists out. Pure, no input or output."""

from qms.coverage.change import Change, Changes, changes
from qms.coverage.figures import Figure, Figures, Member, figures
from qms.coverage.ledger import Ledger
from qms.coverage.measures import Slice
from qms.coverage.outstanding import Lacking, Outstanding, outstanding
from qms.coverage.rates import rate_text
from qms.coverage.series import Every, OnMap, Point, Series, series
from qms.coverage.stamp import Group, Stamp
from qms.vocabulary import MEASURES

__all__ = [
    "MEASURES",
    "Change",
    "Changes",
    "Every",
    "Figure",
    "Figures",
    "Group",
    "Lacking",
    "Ledger",
    "Member",
    "OnMap",
    "Outstanding",
    "Point",
    "Series",
    "Slice",
    "Stamp",
    "changes",
    "figures",
    "outstanding",
    "rate_text",
    "series",
]
