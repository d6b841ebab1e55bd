"""Every field of the two forms of a proposal with its kind, in the order of the form (domain.md (c1))."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogs.model.form_answers import DataKind, Effect, Gainer, Involved
from dialogs.model.pilots import Decider, ToolStatus, WithoutAi
from dialogs.model.texts import MAX_CHARS

TITLE_CHARS = 80


class YesNo(StrEnum):
    """A plain question."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Text:
    """Something in own words."""

    long: bool = True
    max_chars: int = MAX_CHARS
    required: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some answers."""

    kind: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any number of some answers."""

    kind: type[StrEnum]


class Special(StrEnum):
    """What only few fields are: of `STOPS` each criterion has a person, of `SIGNS` there may be any number."""

    YES_NO = "yes_no"
    LEADER = "leader"
    HOURS = "hours"
    DAY = "day"
    SIGNS = "signs"
    STOPS = "stops"


Kind = Text | Choice | Ticks | Special
LINE, LINES, EFFECT = Text(long=False), Text(), Choice(Effect)

SHORT: Mapping[str, Kind] = {
    "title": Text(long=False, max_chars=TITLE_CHARS, required=True),
    "problem": LINES,
    "core_task": LINE,
    "trial": LINES,
    "without_ai": Choice(WithoutAi),
    "without_ai_note": LINE,
    "tool_status": Choice(ToolStatus),
    "tool": LINE,
    "participants": LINE,
    "voluntary": Special.YES_NO,
    "ai_does": LINES,
    "people_do": LINES,
    "responsible_leader": Special.LEADER,
}
MORE: Mapping[str, Kind] = {
    "decided_by": Choice(Decider),
    "involved": Choice(Involved),
    "involvement": LINES,
    "effect_pace": EFFECT,
    "effect_content": EFFECT,
    "effect_quality": EFFECT,
    "effect_judgement": EFFECT,
    "effect_relations": EFFECT,
    "effect_control": EFFECT,
    "effects": LINES,
    "new_work": LINES,
    "new_work_hours": Special.HOURS,
    "gains_to": Choice(Gainer),
    "gains": LINES,
    "data_kinds": Ticks(DataKind),
    "data_types": LINES,
    "start_on": Special.DAY,
    "end_on": Special.DAY,
    "baseline": LINES,
    "success_signs": Special.SIGNS,
    "stop_criteria": Special.STOPS,
    "may_stop": LINES,
    "training": LINES,
    "training_hours": Special.HOURS,
    "sceptics": LINES,
    "excluded": LINES,
    "cost": LINES,
}
FIELDS: Mapping[str, Kind] = {**SHORT, **MORE}
# Read as a list of their own.
LISTS = frozenset(name for name, kind in FIELDS.items() if kind in {Special.SIGNS, Special.STOPS})
