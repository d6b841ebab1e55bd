"""Proposals for pilots and the states they go through (product.md, "Pilots")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dialogs.model.alike import EarlierPilot
from dialogs.model.form_answers import DataKind, Effect, Gainer, Involved
from dialogs.model.ids import CommitteeId, PersonId, ProposalId


class PilotState(StrEnum):
    """Where a proposal stands, and later the pilot that came of it; `dialogs.model.moves` has the ways between."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCREENED = "screened"
    SHORTLISTED = "shortlisted"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    DEFERRED = "deferred"
    OTHER_LEVEL = "other_level"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    RUNNING = "running"
    PAUSED = "paused"
    EVALUATING = "evaluating"
    ADOPTED = "adopted"
    ADJUSTED = "adjusted"
    STOPPED = "stopped"


UNDER_WAY = frozenset({PilotState.RUNNING, PilotState.PAUSED, PilotState.EVALUATING})
"""People work with it, or look back at having done so."""


class Light(StrEnum):
    """What the check before start came to: green can be discussed, yellow must be cleared up, red must not start."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Due(StrEnum):
    """What a condition must be met before."""

    PURCHASE = "purchase"
    TEST = "test"
    START = "start"
    OPERATION = "operation"


class Owner(StrEnum):
    """Who clears up a condition: a role, never a name."""

    DPO = "dpo"
    LAWYER = "lawyer"
    IT_SECURITY = "it_security"
    SAFETY_REP = "safety_rep"
    HR = "hr"


class WithoutAi(StrEnum):
    """Could it be solved without AI."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    DONT_KNOW = "dont_know"


class ToolStatus(StrEnum):
    """Whether the tool is there already."""

    KNOWN = "known"
    COMING = "coming"
    UNKNOWN = "unknown"


class Decider(StrEnum):
    """Who has the competence to decide, which points to the right committee."""

    OWN_LEADER = "own_leader"
    LOCAL_LEADER = "local_leader"
    AREA_DIRECTOR = "area_director"
    EXECUTIVE_BOARD = "executive_board"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be in place, who sees to it and before what. A yellow flag of the check becomes one.

    `question` is what raised the flag, or nothing. `answer` is what it was cleared up with and `confirmed_by` who wrote
    that down for its owner, on the local day `confirmed_on`. `confirmed_as` is the name of an owner who answered
    without being in the committee.
    """

    text: str
    owner: Owner
    due: Due
    question: str = ""
    answer: str = ""
    confirmed_by: PersonId | None = None
    confirmed_on: date | None = None
    confirmed_as: str = ""

    @property
    def matter(self) -> str:
        """Give what is to be cleared up, without the code that the check knows it by."""
        return self.text.removeprefix(f"{self.question}: ")

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be cleared up."""
        return not self.answer


@dataclass(frozen=True, slots=True)
class Check:
    """The check before start as far as it has come: answers by question, and a question that is asked once more.

    `version` counts every step of it.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    again: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class StopCriterion:
    """When the pilot stops, and who says so."""

    text: str
    who: PersonId | None = None


@dataclass(frozen=True, slots=True)
class ShortForm:
    """Fields 1-9 of the form (domain.md (c1)). An empty text is a field not answered yet; the note need not be."""

    title: str = ""
    problem: str = ""
    core_task: str = ""
    trial: str = ""
    without_ai: WithoutAi | None = None
    without_ai_note: str = ""
    tool_status: ToolStatus | None = None
    tool: str = ""
    participants: str = ""
    voluntary: bool | None = None
    ai_does: str = ""
    people_do: str = ""
    responsible_leader: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Elaboration:
    """Fields 10-24 of the form, filled in before the deadline; none has to be.

    Hours are a decimal number as text, such as `2.5`: of `new_work` in a week, of `training` for each person.
    """

    decided_by: Decider | None = None
    involved: Involved | None = None
    involvement: str = ""
    effect_pace: Effect | None = None
    effect_content: Effect | None = None
    effect_quality: Effect | None = None
    effect_judgement: Effect | None = None
    effect_relations: Effect | None = None
    effect_control: Effect | None = None
    effects: str = ""
    new_work: str = ""
    new_work_hours: str = ""
    gains_to: Gainer | None = None
    gains: str = ""
    data_kinds: tuple[DataKind, ...] = ()
    data_types: str = ""
    start_on: date | None = None
    end_on: date | None = None
    baseline: str = ""
    success_signs: tuple[str, ...] = ()
    stop_criteria: tuple[StopCriterion, ...] = ()
    may_stop: str = ""
    training: str = ""
    training_hours: str = ""
    sceptics: str = ""
    excluded: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What stood in the form of a proposal until somebody changed it after the deadline: when, and by whom."""

    at: datetime
    by: PersonId
    short: ShortForm
    more: Elaboration


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal for a pilot. `place` is its place on the shortlist, from 1; `late` means too late for this meeting.

    `light` is what the check came to, None while an answer is missing. `because` is the reason of the last change of
    its state, where there is one. Once it is a pilot: `discussed_in` is the number of the meeting that discussed it,
    `followers` its follow-up group, `stoppers` who is named to stop it. `undiscussed_because` is why it started before
    MED had discussed it, where it did. `came_from` is the committee that sent it here.
    `authors` write it together with the proposer. `editions` is what stood there before changes after the deadline.
    `similar` are the earlier pilots that it was found to be like when it was written.
    `began_on` is the first day of the pilot as it was said when it started, `over_on` the local day on which it was
    over and to be evaluated, `prolonged_on` the one on which it went on with changes, and `round` 1 more each time it
    did. `concluded_in` is the number of the meeting that concluded on it last. `grew_from` is the pilot that became
    practice and is proposed here for more people.
    """

    id: ProposalId
    committee: CommitteeId
    proposer: PersonId
    state: PilotState
    short: ShortForm
    more: Elaboration = field(default_factory=Elaboration)
    version: int = 1
    light: Light | None = None
    conditions: tuple[Condition, ...] = ()
    submitted_at: datetime | None = None
    late: bool = False
    place: int = 0
    resumes_on: date | None = None
    to_committee: str = ""
    check: Check = field(default_factory=Check)
    because: str = ""
    discussed_in: int = 0
    followers: tuple[PersonId, ...] = ()
    stoppers: tuple[PersonId, ...] = ()
    undiscussed_because: str = ""
    came_from: str = ""
    similar: tuple[EarlierPilot, ...] = ()
    authors: tuple[PersonId, ...] = ()
    editions: tuple[Edition, ...] = ()
    over_on: date | None = None
    began_on: date | None = None
    prolonged_on: date | None = None
    round: int = 1
    concluded_in: int = 0
    grew_from: EarlierPilot | None = None

    @property
    def title(self) -> str:
        """Give the title people know it by."""
        return self.short.title
