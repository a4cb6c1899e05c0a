"""The register of 27/04/2021: every agency's opening, on the programme's first day where no other is known."""

from qms.shipped.rolls import Rolls
from qms.shipped.tables import Row, read_table
from qms.vocabulary import FIRST_DAY, Evidence, Level, Region, Scope

REGIONS = {
    "Trung du và miền núi phía Bắc": Region.NORTHERN_MIDLANDS,
    "Đồng bằng sông Hồng": Region.RED_RIVER_DELTA,
    "Bắc Trung Bộ và duyên hải miền Trung": Region.CENTRAL_COAST,
    "Tây Nguyên": Region.CENTRAL_HIGHLANDS,
    "Đông Nam Bộ": Region.SOUTHEAST,
    "Đồng bằng sông Cửu Long": Region.MEKONG_DELTA,
}
"""The regions as the register of 2021 writes them."""

CITY = "Thành phố "
"""How the name of a centrally-run city begins."""


def open_register_of_2021(rolls: Rolls) -> None:
    """Open ministries, provinces with their departments, districts and communes."""
    _open_ministries(rolls)
    _open_provinces(rolls)
    for province in read_table("register_2021_provinces"):
        _open_departments(rolls, province)
    _open_districts(rolls)
    _open_communes(rolls)


def department_name(department: Row, province_name: str) -> str:
    """Return how a department is called in a province or in a centrally-run city."""
    return department["name_in_city" if province_name.startswith(CITY) else "name_in_province"]


def departments_from(day: str) -> list[Row]:
    """Return the departments by the decree that holds from a day (2006-06-20 or 2025-07-01)."""
    return [row for row in read_table("provincial_units") if row["from_day"] == day]


def _open_ministries(rolls: Rolls) -> None:
    for row in read_table("ministries_2021"):
        rolls.open(
            Level.MINISTRY,
            FIRST_DAY,
            code=row["key"],
            name=row["name_vi"],
            name_en=row["name_en"],
            scope=Scope.MANDATORY,
            evidence=Evidence.ASSUMED,
        )


def _open_provinces(rolls: Rolls) -> None:
    for row in read_table("register_2021_provinces"):
        rolls.open(
            Level.PROVINCE,
            FIRST_DAY,
            code=row["code"],
            name=row["name"],
            scope=Scope.MANDATORY,
            region=REGIONS[row["region"]],
            evidence=Evidence.ASSUMED,
        )


def _open_departments(rolls: Rolls, province: Row) -> None:
    for row in departments_from(FIRST_DAY.isoformat()):
        rolls.open(
            Level.PROVINCIAL_UNIT,
            FIRST_DAY,
            code=f"{province['code']}-{row['key']}",
            name=department_name(row, province["name"]),
            parent=rolls.find(Level.PROVINCE, province["code"]),
            scope=Scope.MANDATORY,
            legal_act=row["legal_act"],
            evidence=Evidence.ASSUMED,
        )


def _open_districts(rolls: Rolls) -> None:
    for row in read_table("register_2021_districts"):
        rolls.open(
            Level.DISTRICT,
            FIRST_DAY,
            code=row["code"],
            name=row["name"],
            parent=rolls.find(Level.PROVINCE, row["province_code"]),
            scope=Scope.MANDATORY,
            evidence=Evidence.ASSUMED,
        )


def _open_communes(rolls: Rolls) -> None:
    for row in read_table("register_2021_communes"):
        rolls.open(
            Level.COMMUNE,
            FIRST_DAY,
            code=row["code"],
            name=row["name"],
            parent=rolls.find(Level.DISTRICT, row["district_code"]),
            scope=Scope.ENCOURAGED,
            evidence=Evidence.ASSUMED,
        )
