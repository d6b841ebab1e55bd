"""Positions: a round, not a ballot. Hidden until they are revealed together, then reservations one by one."""

from dataclasses import replace
from datetime import datetime

from dialogs.model import rights
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh, ItemId, PersonId, ReservationId
from dialogs.model.items import Change, Item, Position, Reservation, ReservationState, Stance
from dialogs.model.meeting import Meeting
from dialogs.model.refusals import Reason, Refusal


def may_take_position(meeting: Meeting, who: PersonId) -> None:
    """Hold that somebody may take a position now.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`.
    """
    rights.party(meeting, who)
    rights.in_room(meeting, who, Phase.PILOTS)


def take_position(meeting: Meeting, who: PersonId, on: ItemId, stance: Stance, text: str) -> Meeting:
    """Keep somebody's position; it can be changed until the reveal. A reservation gives its reason.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`, `reason_required`;
            `out_of_date` after the reveal.
    """
    may_take_position(meeting, who)
    found = item(meeting, on)
    if _round_is_over(found):
        raise Refusal(Reason.OUT_OF_DATE)
    if stance is Stance.RESERVATION and not text:
        raise Refusal(Reason.REASON_REQUIRED, "text")
    new = Position(on, who, stance, text if stance is Stance.RESERVATION else "")
    return replace(meeting, positions={**meeting.positions, (on, who): new})


def unsay(meeting: Meeting, who: PersonId, on: ItemId) -> Meeting:
    """Take one's own hidden position back.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`; `out_of_date` after the
            reveal.
    """
    may_take_position(meeting, who)
    if _round_is_over(item(meeting, on)):
        raise Refusal(Reason.OUT_OF_DATE)
    if (on, who) not in meeting.positions:
        raise Refusal(Reason.NOT_FOUND)
    return replace(meeting, positions={key: value for key, value in meeting.positions.items() if key != (on, who)})


def missing_positions(meeting: Meeting, on: ItemId) -> int:
    """Give how many of those in the room have not said where they stand. Who they are is nobody's business."""
    return sum(person.is_party and (on, person.id) not in meeting.positions for person in meeting.here)


def reveal(meeting: Meeting, who: PersonId, on: ItemId | None, now: datetime, fresh: Fresh) -> Meeting:
    """Reveal the positions on one item, or on all that are still hidden. Missing positions do not hold it up.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`; `out_of_date` when all is
            revealed.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who, Phase.PILOTS)
    chosen = [item(meeting, on)] if on is not None else list(meeting.in_order())
    hidden = [found for found in chosen if not found.opened_at]
    if not hidden:
        raise Refusal(Reason.OUT_OF_DATE)
    for found in hidden:
        meeting = replace(meeting, items={**meeting.items, found.id: replace(found, opened_at=now)})
    opened = {found.id for found in hidden}
    held = sorted(
        (held for held in meeting.positions.values() if held.item in opened and held.stance is Stance.RESERVATION),
        key=lambda held: (held.text, held.person),
    )
    for number, position in enumerate(held):
        side = meeting.committee.people[position.person].side
        new = Reservation(ReservationId(fresh.id(number)), position.item, side, position.text)
        meeting = replace(
            meeting,
            reservations={**meeting.reservations, new.id: new},
            owners={**meeting.owners, new.id: position.person},
        )
    return meeting


def reservations_on(meeting: Meeting, on: ItemId) -> tuple[Reservation, ...]:
    """Give the reservations on an item by side and text."""
    found = (reservation for reservation in meeting.reservations.values() if reservation.item == on)
    return tuple(sorted(found, key=lambda reservation: (reservation.side, reservation.text, reservation.id)))


def resolve(meeting: Meeting, who: PersonId, on: ReservationId, change: str) -> Meeting:
    """Meet a reservation by changing the text of the trial. The change stays visible.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`; `out_of_date` when the
            outcome is settled or the reservation is not open.
    """
    rights.formandskab(meeting, who)
    found = _open(meeting, who, on)
    if found.state is ReservationState.RESOLVED:
        raise Refusal(Reason.OUT_OF_DATE)
    about = meeting.items[found.item]
    if about.proposal is None:
        raise Refusal(Reason.NOT_FOUND)
    proposal = meeting.proposals[about.proposal]
    changed = replace(proposal, short=replace(proposal.short, trial=change), version=proposal.version + 1)
    after = _put(meeting, replace(found, state=ReservationState.RESOLVED, change=Change(proposal.short.trial, change)))
    items = {**after.items, about.id: _unconfirmed(about)}
    return replace(after, items=items, proposals={**after.proposals, proposal.id: changed})


def _unconfirmed(about: Item) -> Item:
    """Let a side that confirmed too early look again: what it said yes to is about another text now."""
    if about.outcome is None or not about.outcome.confirmed:
        return about
    return replace(about, outcome=replace(about.outcome, confirmed={}))


def keep(meeting: Meeting, who: PersonId, on: ReservationId) -> Meeting:
    """Say that a reservation stands, although the text was changed or because it will not be.

    Its author says so; the formandskab may say it of one that nobody will meet.

    Raises:
        Refusal: `not_yours`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`, `out_of_date`.
    """
    found = _open(meeting, who, on)
    own = meeting.owners.get(on) == who
    if not own and not rights.person(meeting, who).in_formandskab:
        raise Refusal(Reason.NOT_YOURS)
    if found.state is ReservationState.KEPT or (found.state is ReservationState.RESOLVED and not own):
        raise Refusal(Reason.OUT_OF_DATE)
    return _put(meeting, replace(found, state=ReservationState.KEPT))


def take_back(meeting: Meeting, who: PersonId, on: ReservationId) -> Meeting:
    """Take one's own reservation back.

    Raises:
        Refusal: `not_yours`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`, `out_of_date`.
    """
    _open(meeting, who, on)
    if meeting.owners.get(on) != who:
        raise Refusal(Reason.NOT_YOURS)
    return replace(
        meeting,
        reservations={key: value for key, value in meeting.reservations.items() if key != on},
        owners={key: value for key, value in meeting.owners.items() if key != on},
    )


def item(meeting: Meeting, on: ItemId) -> Item:
    """Give an item of the third phase.

    Raises:
        Refusal: `not_found`.
    """
    found = meeting.items.get(on)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    return found


def _round_is_over(found: Item) -> bool:
    return found.opened_at is not None or bool(found.outcome and found.outcome.settled)


def _open(meeting: Meeting, who: PersonId, on: ReservationId) -> Reservation:
    rights.in_room(meeting, who, Phase.PILOTS)
    found = meeting.reservations.get(on)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    outcome = meeting.items[found.item].outcome
    if outcome and outcome.settled:
        raise Refusal(Reason.OUT_OF_DATE)
    return found


def _put(meeting: Meeting, found: Reservation) -> Meeting:
    return replace(meeting, reservations={**meeting.reservations, found.id: found})
