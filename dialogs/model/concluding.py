"""From wording to outcome: one of the formandskab words it, each side that is there confirms it, or declines with a
reason.
"""

import re
from dataclasses import replace

from dialogs.model import levels, rights, weighing
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.ids import Fresh, ItemId, PersonId
from dialogs.model.items import (
    AGREEMENTS,
    ELSEWHERE,
    OF_A_TEAM,
    OF_MED,
    Confirmation,
    Item,
    Outcome,
    OutcomeKind,
    ReservationState,
)
from dialogs.model.meeting import Meeting
from dialogs.model.people import SIDES, Side
from dialogs.model.refusals import Reason, Refusal

# "Drøftet" is never written as "godkendt" (rule 3): a committee that discusses has not approved, enacted or voted.
_APPROVED = re.compile(
    # MED in capitals only: "med" is also a preposition, as in "vi begynder med godkendt udstyr".
    r"\b(?:(?-i:MED)|MED-udvalget|udvalget|personalemødet|the committee|the MED committee)\s+(?:har\s+|has\s+)?"
    r"(?:godkend|vedt[ao]g|approve|adopted)",
    re.IGNORECASE,
)
_NEEDS_ROUND = AGREEMENTS | {OutcomeKind.NO_AGREEMENT}
# A team decides nothing for both sides: no guidelines and no agreements.
_NOT_IN_A_TEAM = frozenset({ItemType.GUIDELINE, ItemType.LOCAL_AGREEMENT})


def kinds(meeting: Meeting) -> tuple[OutcomeKind, ...]:
    """Give the outcomes that there are here."""
    return OF_A_TEAM if meeting.committee.is_team else OF_MED


def item_types(meeting: Meeting) -> tuple[ItemType, ...]:
    """Give the types that an item can have here."""
    return tuple(kind for kind in ItemType if kind not in _NOT_IN_A_TEAM or not meeting.committee.is_team)


def says_approved(text: str) -> bool:
    """Say whether a text claims that the committee approved something."""
    return bool(_APPROVED.search(text))


def open_item(meeting: Meeting, who: PersonId, title: str, fresh: Fresh) -> Meeting:
    """Put an item of its own on the table. Its id is `fresh.id()`.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase`.
    """
    rights.words(meeting, who)
    rights.in_room(meeting, who, Phase.PILOTS)
    place = max((item.place for item in meeting.items.values()), default=0) + 1
    new = Item(ItemId(fresh.id()), place, title)
    return replace(meeting, items={**meeting.items, new.id: new})


def word(meeting: Meeting, who: PersonId, on: ItemId, outcome: Outcome, seen: str) -> Meeting:
    """Put a wording to both sides. It takes the place of an earlier one, and nobody has confirmed it yet.

    In a team, which has no sides, the wording of its leader stands at once.

    `outcome.number`, `asked`, `confirmed` and `chosen` for outcomes that choose nothing are settled here.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase` (also while positions are hidden),
            `not_found`, `out_of_date`, and what each outcome must have (see `_complete`).
    """
    rights.words(meeting, who)
    rights.in_room(meeting, who, Phase.PILOTS)
    item = weighing.item(meeting, on)
    rights.same(item.outcome.number if item.outcome else 0, seen)
    _complete(meeting, item, outcome)
    asked = meeting.sides_here
    if outcome.kind is not OutcomeKind.DEFERRED and len(asked) < len(meeting.committee.sides):
        raise Refusal(Reason.ONE_SIDE_MISSING)
    _revealed(meeting, item, outcome)
    known = levels.named(outcome.to_committee, meeting.neighbours)
    worded = replace(
        outcome,
        # One that is known is called by its own name, however it was typed.
        to_committee=known.name if known else outcome.to_committee,
        number=item.outcome.number + 1 if item.outcome else 1,
        chosen=_chooses(item, outcome),
        confirmed={Side.TEAM: Confirmation(who)} if meeting.committee.is_team else {},
        asked=asked,
        declined=False,
        declined_because="",
    )
    # A follow-up group belongs to what was agreed; another wording is another agreement.
    return _put(meeting, replace(item, outcome=worded, group=None))


def _chooses(item: Item, outcome: Outcome) -> bool:
    # What a committee was only told of it has not discussed, and a pilot needs a discussion (rule 9).
    told_only = outcome.item_type is ItemType.INFORMATION
    return outcome.chosen and outcome.kind in AGREEMENTS and item.proposal is not None and not told_only


def _revealed(meeting: Meeting, item: Item, outcome: Outcome) -> None:
    """Hold that no position is hidden behind an outcome that needs the round.

    Raises:
        Refusal: `wrong_phase`.
    """
    hidden = not item.opened_at and any(position.item == item.id for position in meeting.positions.values())
    if outcome.kind in _NEEDS_ROUND and hidden:
        raise Refusal(Reason.WRONG_PHASE)


def _complete(meeting: Meeting, item: Item, outcome: Outcome) -> None:
    """Hold that an outcome has what every outcome must have, and what its own kind must have.

    Raises:
        Refusal: `unknown_choice` for an outcome or a type that there is not here, `empty_text`,
            `discussed_is_not_approved`, `no_power_to_agree`, `decider_required`; what `_complete_of_kind` raises.
    """
    if outcome.kind not in kinds(meeting):
        raise Refusal(Reason.UNKNOWN_CHOICE, "outcome")
    if outcome.item_type not in item_types(meeting):
        raise Refusal(Reason.UNKNOWN_CHOICE, "item_type")
    if not outcome.text:
        raise Refusal(Reason.EMPTY_TEXT, "text")
    if outcome.item_type in {ItemType.DISCUSSION, ItemType.INFORMATION} and says_approved(outcome.text):
        raise Refusal(Reason.DISCUSSED_IS_NOT_APPROVED, "text")
    if outcome.item_type is ItemType.LOCAL_AGREEMENT and not meeting.committee.may_agree:
        raise Refusal(Reason.NO_POWER_TO_AGREE, "item_type")
    _complete_of_kind(meeting, item, outcome)
    decides = outcome.kind in _NEEDS_ROUND and outcome.item_type is not ItemType.INFORMATION
    if item.proposal and decides and outcome.decider is None:
        raise Refusal(Reason.DECIDER_REQUIRED, "decider")
    if outcome.decider and outcome.decider not in {person.id for person in meeting.committee.leaders}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "decider")


def _complete_of_kind(meeting: Meeting, item: Item, outcome: Outcome) -> None:
    """Hold that an outcome has what its kind must have.

    Raises:
        Refusal: `reservations_open`, `account_required`, `both_positions_required`, `committee_required`.
    """
    if outcome.kind is OutcomeKind.AGREEMENT and any(
        reservation.state is not ReservationState.RESOLVED for reservation in weighing.reservations_on(meeting, item.id)
    ):
        raise Refusal(Reason.RESERVATIONS_OPEN, "outcome")
    if outcome.kind is OutcomeKind.NO_AGREEMENT:
        if not outcome.account:
            raise Refusal(Reason.ACCOUNT_REQUIRED, "management_account")
        if not (outcome.management_position and outcome.employee_position):
            missing = "employee_position" if outcome.management_position else "management_position"
            raise Refusal(Reason.BOTH_POSITIONS_REQUIRED, missing)
    if outcome.kind in ELSEWHERE and not outcome.to_committee:
        raise Refusal(Reason.COMMITTEE_REQUIRED, "to_committee")


def confirm(meeting: Meeting, who: PersonId, on: ItemId, remark: str, seen: str) -> Meeting:
    """Confirm a wording for one's side, with that side's remark.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase` (also while positions are hidden),
            `not_found`; `out_of_date` for an older wording, a declined one, or a side that has confirmed;
            `one_side_missing` when a side has left;
            `reservations_open` when a reservation came to stand again.
    """
    side, item, outcome = _answering(meeting, who, on, seen)
    if outcome.kind is not OutcomeKind.DEFERRED and len(meeting.sides_here) < len(SIDES):
        raise Refusal(Reason.ONE_SIDE_MISSING)
    _revealed(meeting, item, outcome)
    if outcome.kind is OutcomeKind.AGREEMENT:
        _complete(meeting, item, outcome)
    confirmed = {**outcome.confirmed, side: Confirmation(who, remark)}
    # A side that has come since is asked too.
    asked = tuple(each for each in SIDES if each in outcome.asked or each in meeting.sides_here)
    return _put(meeting, replace(item, outcome=replace(outcome, confirmed=confirmed, asked=asked)))


def decline(meeting: Meeting, who: PersonId, on: ItemId, reason: str, seen: str) -> Meeting:
    """Say for one's side that this wording will not do. It needs a new wording then.

    Raises:
        Refusal: as `confirm`; `reason_required`.
    """
    _, item, outcome = _answering(meeting, who, on, seen)
    if not reason:
        raise Refusal(Reason.REASON_REQUIRED, "text")
    return _put(meeting, replace(item, outcome=replace(outcome, confirmed={}, declined=True, declined_because=reason)))


def _answering(meeting: Meeting, who: PersonId, on: ItemId, seen: str) -> tuple[Side, Item, Outcome]:
    someone = rights.side_speaker(meeting, who)
    rights.in_room(meeting, who, Phase.PILOTS)
    item = weighing.item(meeting, on)
    outcome = item.outcome
    if outcome is None:
        raise Refusal(Reason.NOT_FOUND)
    rights.same(outcome.number, seen)
    if outcome.declined or outcome.settled or someone.side in outcome.confirmed:
        raise Refusal(Reason.OUT_OF_DATE)
    return someone.side, item, outcome


def _put(meeting: Meeting, item: Item) -> Meeting:
    return replace(meeting, items={**meeting.items, item.id: item})
