"""At which level of the MED system a proposal belongs, and which committee that is (domain.md, rule 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.model.ids import CommitteeId
from dialogs.model.people import Committee, Level
from dialogs.model.pilots import Decider

_BY_DECIDER: Mapping[Decider, Level] = {
    Decider.OWN_LEADER: Level.LOCAL,
    Decider.LOCAL_LEADER: Level.LOCAL,
    Decider.AREA_DIRECTOR: Level.AREA,
    Decider.EXECUTIVE_BOARD: Level.MAIN,
    Decider.COUNCIL: Level.MAIN,
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another committee of the organisation. `near` says that somebody is in both."""

    id: CommitteeId
    name: str
    level: Level
    near: bool = False


def level_of(decider: Decider | None) -> Level | None:
    """Give the level at which the one who decides meets MED, or None where nobody said who decides."""
    return _BY_DECIDER[decider] if decider else None


def belongs(committee: Committee, decider: Decider | None) -> bool:
    """Say whether what this one decides belongs in a committee. Where nobody said who decides, it does.

    Nothing belongs in a team, which only sends on; a staff meeting with MED status is the local level.
    """
    wanted = level_of(decider)
    here = Level.LOCAL if committee.level is Level.STAFF_MEETING else committee.level
    return not committee.is_team and wanted in {None, here}


def suggested(committee: Committee, decider: Decider | None, others: Iterable[Neighbour]) -> Neighbour | None:
    """Give the one other committee where a proposal belongs, or None where it belongs here or more than one could be
    meant: one that shares people with this committee, or else the only one at its level.
    """
    if belongs(committee, decider):
        return None
    wanted = level_of(decider) or Level.LOCAL
    levels = {wanted, Level.STAFF_MEETING} if wanted is Level.LOCAL else {wanted}
    there = [each for each in others if each.level in levels]
    near = [each for each in there if each.near]
    found = near or there
    return found[0] if len(found) == 1 else None


def named(name: str, others: Iterable[Neighbour]) -> Neighbour | None:
    """Give the committee with a name as somebody typed it, or None when there is none or more than one."""
    found = [each for each in others if _folded(each.name) == _folded(name)]
    return found[0] if len(found) == 1 else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
