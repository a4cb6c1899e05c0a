"""The words of the domain as closed sets: levels, scopes, statuses, standards, measures.

Every set is listed in its official order; the values are what the database, the files, the links and the API carry.
What a reader sees for them comes from the catalogues, by the keys that `label_key` names.
"""

from datetime import date
from enum import StrEnum
from typing import Final

RULES_VERSION: Final = "1"
"""Changes whenever the same facts would give another figure; printed with every figure (docs/method)."""

FIRST_DAY: Final = date(2006, 6, 20)
"""The programme's first decision, 144/2006/QĐ-TTg: no status is older."""

MAX_TEXT: Final = 2_000
"""Characters in a free text (note, source) at most."""


class Level(StrEnum):
    """Where an agency stands in the state."""

    MINISTRY = "ministry"
    MINISTRY_UNIT = "ministry_unit"
    PROVINCE = "province"
    PROVINCIAL_UNIT = "provincial_unit"
    DISTRICT = "district"
    COMMUNE = "commune"


PARENT_LEVELS: Final = (Level.MINISTRY, Level.PROVINCE)
"""The levels at the top of the tree; "parent" in a figure always means an agency of one of them."""

ALLOWED_PARENTS: Final[dict[Level, tuple[Level, ...]]] = {
    Level.MINISTRY: (),
    Level.MINISTRY_UNIT: (Level.MINISTRY, Level.MINISTRY_UNIT),
    Level.PROVINCE: (),
    Level.PROVINCIAL_UNIT: (Level.PROVINCE, Level.PROVINCIAL_UNIT),
    Level.DISTRICT: (Level.PROVINCE,),
    Level.COMMUNE: (Level.DISTRICT, Level.PROVINCE),
}
"""Which levels may stand directly above an agency of a level."""


class Scope(StrEnum):
    """Whether an agency must, is invited to, or has planned to take part (Decision 19/2014/QĐ-TTg, Art. 2 and 3)."""

    MANDATORY = "mandatory"
    ENCOURAGED = "encouraged"
    PLANNED = "planned"
    NONE = "none"


ENCOURAGED_SCOPES: Final = (Scope.ENCOURAGED, Scope.PLANNED)
"""`planned` counts wherever `encouraged` counts."""


class Status(StrEnum):
    """How far an agency has come; an agency without any event has no status at all."""

    NOT_STARTED = "not_started"
    BUILDING = "building"
    APPLIED = "applied"
    ANNOUNCED = "announced"
    WITHDRAWN = "withdrawn"


class Standard(StrEnum):
    """Editions of (TCVN) ISO 9001."""

    ISO_2000 = "2000"
    ISO_2008 = "2008"
    ISO_2015 = "2015"
    ISO_2026 = "2026"


SUPERSEDED_ON: Final[dict[Standard, date]] = {
    Standard.ISO_2000: date(2008, 11, 15),
    Standard.ISO_2008: date(2015, 12, 31),
}
"""The day from which a newer edition stands: ISO's own for 2000, TCVN's for 2008; 2015 is not superseded yet."""

ISSUED_ON: Final[dict[Standard, date]] = {
    Standard.ISO_2000: date(2000, 12, 15),
    Standard.ISO_2008: date(2008, 11, 15),
    Standard.ISO_2015: date(2015, 9, 15),
}
"""The day on which ISO issued an edition: no agency can have announced under it before; 2026 has no day yet."""

LEAVE_BEFORE: Final[dict[Standard, date]] = {Standard.ISO_2008: date(2021, 6, 30)}
"""The day before which agencies had to leave an edition, where the authorities set one."""


class Assurance(StrEnum):
    """Who says that the system conforms."""

    SELF_DECLARED = "self_declared"
    VERIFIED = "verified"
    CERTIFIED = "certified"


class Succession(StrEnum):
    """What became of a body: told apart because only a body that lives on keeps its status."""

    CONTINUED = "continued"
    ABSORBED = "absorbed"
    MERGED = "merged"
    SPLIT = "split"


class State(StrEnum):
    """Whether an agency exists from a version's day on."""

    OPEN = "open"
    CLOSED = "closed"


class Evidence(StrEnum):
    """What a register fact stands on when it is not the register itself."""

    ASSUMED = "assumed"
    ONE_SOURCE = "one_source"
    UNRESOLVED = "unresolved"


class Region(StrEnum):
    """The six socio-economic regions of the master plans of 2021."""

    NORTHERN_MIDLANDS = "northern_midlands"
    RED_RIVER_DELTA = "red_river_delta"
    CENTRAL_COAST = "central_coast"
    CENTRAL_HIGHLANDS = "central_highlands"
    SOUTHEAST = "southeast"
    MEKONG_DELTA = "mekong_delta"


class Measure(StrEnum):
    """The five figures of the announcement, and the free slice."""

    MINISTRIES = "ministries"
    MINISTRY_ENCOURAGED = "ministry_encouraged"
    PROVINCES = "provinces"
    PROVINCES_WITH_COMMUNES = "provinces_with_communes"
    COMMUNES = "communes"
    SLICE = "slice"


MEASURES: Final = tuple(measure for measure in Measure if measure is not Measure.SLICE)
"""The five measures in the order of the announcement."""


class BatchKind(StrEnum):
    """What a batch is about."""

    REGISTER = "register"
    STATUS = "status"
    PUBLISHED = "published"
    TARGET = "target"
    EDITION = "edition"
    ACCOUNT = "account"
    UNDO = "undo"
    DEMO = "demo"
    RECEIPT = "receipt"


class Role(StrEnum):
    """What an account may do; each role may do what those before it may."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    APPROVER = "approver"
    ADMIN = "admin"


class Missing(StrEnum):
    """Why an agency is not covered."""

    NO_REPORT = "no_report"
    NOT_ANNOUNCED = "not_announced"
    PROCEDURES_PARTIAL = "procedures_partial"
    WITHDRAWN = "withdrawn"


class ChangeKind(StrEnum):
    """Why an agency counts otherwise than on an earlier day; the first is what was learned later about that day."""

    CORRECTED = "corrected"
    GAINED = "gained"
    LOST = "lost"
    OPENED = "opened"
    CLOSED = "closed"
    MERGED = "merged"
    SCOPE = "scope"


def label_key(word: StrEnum) -> str:
    """Return the catalogue key of a word, as in `level.commune`."""
    return f"{type(word).__name__.lower()}.{word.value}"
