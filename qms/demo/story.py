"""The register as the demo plays it, and every agency's way as soon as the agency is open."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from qms.demo import scenario_2014, scenario_2025
from qms.demo.paths import Path
from qms.demo.programme import top_of
from qms.demo.reporting import BY
from qms.shipped.rolls import Rolls
from qms.store.facts import Draft, Published
from qms.vocabulary import BatchKind, Level, Scope, Succession

ANNOUNCED_TOTALS = {"ministries": 20, "ministry_encouraged": 74, "provinces": 62, "communes": 5_564}
"""How many had to be covered or compliant at the end of 27/04/2021, as published."""


class Story:
    """What was recorded so far, and the ways planned: `paths` and `signs` (of decisions) by agency."""

    def __init__(self) -> None:
        self.rolls = Rolls()
        self.drafts: list[Draft] = []
        self.paths: dict[int, Path] = {}
        self.signs: dict[int, str] = {}
        self._new: list[int] = []
        self._absorbing: list[int] = []

    def record(self, act: Callable[[Rolls], None], kind: BatchKind, moment: datetime, note: str) -> None:
        """Play one change of the register as a batch, and remember who is new and who absorbed others."""
        known = len(self.rolls.levels)
        act(self.rolls)
        self._new = list(range(known + 1, len(self.rolls.levels) + 1))
        self.signs |= {agency: self._sign(agency) for agency in self._new}
        draft = self.rolls.draft(kind, BY, moment, note=note)
        # Whoever absorbs lived before, so that a draft names it by its own id.
        self._absorbing = sorted({f.successor for f in draft.successions if f.kind is Succession.ABSORBED})
        self.drafts.append(draft)

    def publish(self, published: tuple[Published, ...], moment: datetime, note: str) -> None:
        """Record what was announced."""
        self.drafts.append(self.rolls.draft(BatchKind.PUBLISHED, BY, moment, note=note, published=published))

    def plan_first_years(self) -> None:
        """Plan the ways of all that are open in 2014 so that the announced totals hold."""
        duties = self._by_parent(list(self.rolls.standing), Scope.MANDATORY)
        ministries = {parent: members for parent, members in duties.items() if self._is(parent, Level.MINISTRY)}
        provinces = {parent: members for parent, members in duties.items() if self._is(parent, Level.PROVINCE)}
        slow = scenario_2014.speeds_of(list(ministries), "ministries' speed")
        self.paths |= scenario_2014.mandatory_paths(ministries, slow, ANNOUNCED_TOTALS["ministries"], ministries=True)
        slow = scenario_2014.speeds_of(list(provinces), "provinces' speed")
        self.paths |= scenario_2014.mandatory_paths(provinces, slow, ANNOUNCED_TOTALS["provinces"], ministries=False)
        invited = self._by_parent(list(self.rolls.standing), Scope.ENCOURAGED)
        units = [a for parent in ministries for a in invited.get(parent, [])]
        self.paths |= scenario_2014.encouraged_paths(units, ANNOUNCED_TOTALS["ministry_encouraged"])
        communes = {
            province: [(a, self.rolls.standing[a].parent or 0) for a in invited[province]] for province in provinces
        }
        self.paths |= scenario_2014.commune_paths(communes, slow, ANNOUNCED_TOTALS["communes"])

    def plan_first_half_of_2025(self) -> None:
        """Plan the communes and districts that began anew on 01/01/2025, and the communes that absorbed others."""
        districts = [agency for agency in self._new if self._is(agency, Level.DISTRICT)]
        communes = [agency for agency in self._new if self._is(agency, Level.COMMUNE)]
        self.paths |= scenario_2014.new_district_paths(districts)
        self.paths |= scenario_2014.new_commune_paths(communes)
        self._announce_again(scenario_2025.communes_again(self._absorbing, 2025.06, 2025.49, 0.5))

    def plan_new_ministries(self) -> None:
        """Plan the ministry that opened on 01/03/2025 and those that absorbed others."""
        self.paths |= {ministry: scenario_2025.new_ministry_path() for ministry in self._new}
        self._announce_again(scenario_2025.ministries_again(self._absorbing))

    def plan_fresh_start(self) -> None:
        """Plan all that began anew on 01/07/2025, and the departments that absorbed others."""
        fresh = self._by_parent(self._new, Scope.MANDATORY)
        absorbing = self._by_parent(self._absorbing, Scope.MANDATORY)
        slow = scenario_2014.speeds_of(sorted(fresh), "provinces' speed 2025")
        paths, again = scenario_2025.fresh_province_paths(fresh, absorbing, slow)
        communes = self._by_parent(self._new, Scope.ENCOURAGED)
        self.paths |= paths | scenario_2025.fresh_commune_paths(communes, slow)
        self._announce_again(again)

    def _announce_again(self, again: dict[int, tuple[tuple[float, bool], ...]]) -> None:
        for agency, moments in again.items():
            if agency in self.paths:
                self.paths[agency] = self.paths[agency]._replace(again=moments)

    def _by_parent(self, agencies: list[int], scope: Scope) -> dict[int, list[int]]:
        """Return the open agencies of a scope by the ministry or province above them (itself included)."""
        found: dict[int, list[int]] = defaultdict(list)
        for agency in agencies:
            if self.rolls.standing[agency].scope is scope:
                found[top_of(self.rolls, agency)].append(agency)
        return found

    def _is(self, agency: int, level: Level) -> bool:
        return self.rolls.level(agency) is level

    def _sign(self, agency: int) -> str:
        """Return what an agency's decisions are signed with, as in 12/QĐ-UBND."""
        code = self.rolls.standing[agency].code or ""
        if self._is(agency, Level.PROVINCIAL_UNIT):
            return code.split("-")[1]
        return code.split("-")[0] if self.rolls.level(agency) in {Level.MINISTRY, Level.MINISTRY_UNIT} else "UBND"
