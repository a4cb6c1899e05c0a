"""Register files drawn row by row."""

from qms.importing.plan import ImportPlan
from tests.importing.books import classes, codes

HEAD = "code;name;level;scope;parent_code;valid_from;valid_to;predecessor_codes;succession;legal_act;region;locality"


def row(
    code: str,
    name: str,
    level: str = "commune",
    *,
    scope: str = "",
    parent: str = "",
    start: str = "01/07/2025",
    end: str = "",
    before: str = "",
    kind: str = "",
    act: str = "",
    region: str = "",
    locality: str = "",
) -> str:
    return f"{code};{name};{level};{scope};{parent};{start};{end};{before};{kind};{act};{region};{locality}"


def file(*lines: str) -> str:
    return "\n".join((HEAD, *lines))


NEW = row("19777", "Phường Thuận Hóa", scope="encouraged", parent="46")


def one_row(plan: ImportPlan) -> tuple[str, list[str]]:
    (outcome,) = classes(plan)
    return outcome, codes(plan)


MERGER = row("19001", "Phường Thuận Hóa", scope="encouraged", parent="46", before="19000|19001", kind="merged")
ENDS = (
    row("19000", "Phường Phú Thuận", start="01/01/2025", end="01/07/2025"),
    row("19001", "Phường Phú Bình", start="01/01/2025", end="01/07/2025"),
)
