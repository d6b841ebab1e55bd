"""The end of a meeting: what was decided takes effect, and every trace of who wrote what is destroyed."""

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from dialogs.model import moves, naming, piloting, rights, undiscussed
from dialogs.model.appointing import selected
from dialogs.model.attending import emptied_at
from dialogs.model.followed import Advice
from dialogs.model.ids import ContributionId, Fresh, ItemId, PersonId
from dialogs.model.items import ELSEWHERE, Item, OutcomeKind, ReservationState
from dialogs.model.meeting import Contribution, Kind, Meeting, Stage
from dialogs.model.pilots import UNDER_WAY, PilotState, Proposal
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.signed import Objection, Signature

# To scale what was adopted is a proposal of its own.
BY_ADVICE = {
    Advice.ADOPT: PilotState.ADOPTED,
    Advice.SCALE: PilotState.ADOPTED,
    Advice.ADJUST: PilotState.ADJUSTED,
    Advice.STOP: PilotState.STOPPED,
}


def end(meeting: Meeting, who: PersonId, now: datetime, seen: str) -> Meeting:
    """End the meeting in whatever phase it is.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase` before the start, `out_of_date`.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who)
    run = meeting.timeline.current
    assert run is not None  # noqa: S101
    rights.same(f"{run.phase}.{run.number}", seen)
    return close(meeting, now, finished=True)


def abandoned_at(meeting: Meeting, expected_end: datetime | None, after: timedelta) -> datetime | None:
    """Give when a meeting that nobody ends is closed: `after` everybody left, or after it should have been over.

    None unless the meeting lasts.
    """
    if meeting.stage is not Stage.RUNNING or expected_end is None:
        return None
    return (emptied_at(meeting) or expected_end) + after


def abandon(meeting: Meeting, now: datetime) -> Meeting:
    """Close a meeting that everybody left: it was over when the last one went, and it is marked unfinished."""
    return close(meeting, emptied_at(meeting) or now, finished=False)


def close(meeting: Meeting, at: datetime, *, finished: bool) -> Meeting:
    """End the clock and the stays, settle the proposals, and forget who wrote what.

    Kept are the uses, questions and words of the first phase, what pairs handed in, reservations with their side, and
    outcomes.
    """
    stays = {key: stay if stay.to_at else replace(stay, to_at=at) for key, stay in meeting.stays.items()}
    kept = {key: item for key, item in meeting.contributions.items() if _stays_in_record(item)}
    reservations = {
        key: replace(value, state=ReservationState.KEPT) if value.state is ReservationState.OPEN else value
        for key, value in meeting.reservations.items()
    }
    return replace(
        meeting,
        stage=Stage.ENDED,
        ended_at=at,
        finished=finished,
        led_by=None,
        timeline=meeting.timeline.end(at),
        stays=stays,
        # Who handed in is a trace too: where one pair did, every text would be theirs.
        pairs={key: replace(pair, handed_in=False) for key, pair in meeting.pairs.items()},
        # Sorted by ids that chance made, so that no order tells who was first.
        contributions=dict(sorted(kept.items())),
        missing=dict(sorted(meeting.missing.items())),
        inventory={},
        owners={},
        positions={},
        reservations=dict(sorted(reservations.items())),
        items={key: _for_the_record(item) for key, item in meeting.items.items()},
        proposals={key: _settle(meeting, value) for key, value in meeting.proposals.items()},
        waiting={},
        substitutes=_stood_in_to_the_end(meeting),
    )


def _stood_in_to_the_end(meeting: Meeting) -> dict[PersonId, PersonId]:
    """Keep as recorded who came in somebody's place; who was there at the end signs for themselves."""
    came = {stay.person for stay in meeting.stays.values()}
    return {
        member: substitute
        for member, substitute in meeting.substitutes.items()
        if substitute in came and not meeting.is_here(member)
    }


def _stays_in_record(item: Contribution) -> bool:
    return (item.handed_in and item.merged_into is None) or item.kind in {Kind.USE, Kind.QUESTION, Kind.WORD}


def _for_the_record(item: Item) -> Item:
    """Let go of why a wording was declined and what sides said beforehand: neither is a part of the record."""
    item = replace(item, comments={}) if item.comments else item
    if item.outcome is None or not item.outcome.declined_because:
        return item
    return replace(item, outcome=replace(item.outcome, declined_because=""))


def _settle(meeting: Meeting, proposal: Proposal) -> Proposal:
    if proposal.state in UNDER_WAY:
        known, agreed = undiscussed.discussed(meeting, proposal), agreed_on(meeting, proposal)
        return piloting.concluded(known, BY_ADVICE[agreed[0]], agreed[1], meeting.number) if agreed else known
    if proposal.state is not PilotState.SHORTLISTED:
        return proposal
    item = next((item for item in meeting.items.values() if item.proposal == proposal.id), None)
    if item is None:
        # It is on the table of another meeting.
        return proposal
    if _is_chosen(item):
        # Without a follow-up group it waits: see `dialogs.model.appointing`.
        return selected(meeting, proposal, item) if item.group else replace(proposal, place=0)
    state = _state(item)
    outcome = item.outcome if item.outcome and item.outcome.settled else None
    return moves.move(
        proposal,
        state,
        place=0,
        resumes_on=outcome.resumes_on if outcome else None,
        to_committee=outcome.to_committee if outcome else "",
        because=outcome.text if outcome else "",
    )


def agreed_on(meeting: Meeting, proposal: Proposal) -> tuple[Advice, str] | None:
    """Give what a committee agreed on after the evaluation of a pilot: what it said, or else as its group recommended;
    and the words of the outcome. None where this meeting came to no agreement on it.
    """
    found = next((each for each in meeting.evaluated if each.proposal == proposal.id), None)
    # A pilot that started undiscussed has no group; what becomes of it is only what the committee says.
    about = found.item if found else ItemId(proposal.id) if proposal.undiscussed_because else None
    item = next((each for each in meeting.items.values() if about and each.evaluates == about), None)
    if item is None or item.outcome is None or not item.outcome.agreed or item.outcome.informs:
        return None
    advice = item.outcome.becomes or (found.evaluation.advice if found else None)
    return (advice, item.outcome.text) if advice else None


def _is_chosen(item: Item) -> bool:
    return item.outcome is not None and item.outcome.agreed and item.outcome.chosen


def _state(item: Item) -> PilotState:
    outcome = item.outcome
    if outcome is None or not outcome.settled:
        return PilotState.NOT_SELECTED
    if outcome.kind is OutcomeKind.DEFERRED:
        return PilotState.DEFERRED
    if outcome.kind in ELSEWHERE:
        return PilotState.OTHER_LEVEL
    return PilotState.NOT_SELECTED


def sign_minutes(meeting: Meeting, who: PersonId, now: datetime, seen: str, whose: PersonId | None = None) -> Meeting:
    """Sign the minutes over their exact text, for oneself or as the recorded substitute of `whose`. The last signature
    sends them out.

    Raises:
        Refusal: `not_allowed`; `wrong_phase` before the end; `out_of_date` for an older version, one that is out, or
            somebody who has signed.
    """
    rights.formandskab(meeting, who)
    if meeting.stage is not Stage.ENDED:
        raise Refusal(Reason.WRONG_PHASE, "minutes")
    minutes, newest = meeting.minutes, meeting.newest
    rights.same(minutes.version, seen)
    if newest and newest.out_at:
        raise Refusal(Reason.OUT_OF_DATE)
    signed = {signature.whose for signature in minutes.signatures}
    signature = Signature(who, now, minutes.version, rights.signature_of(meeting, who, signed, whose))
    return sealed(replace(meeting, minutes=replace(minutes, signatures=(*minutes.signatures, signature))))


def minutes_wait_for(meeting: Meeting) -> tuple[PersonId, ...]:
    """Give those of the formandskab whose signature the minutes lack."""
    signed = {signature.whose for signature in meeting.minutes.signatures}
    return tuple(person.id for person in meeting.committee.formandskab if person.id not in signed)


def sealed(meeting: Meeting) -> Meeting:
    """Mark the newest version as sent out, with its signatures, once all have signed it."""
    newest, signatures = meeting.newest, meeting.minutes.signatures
    if newest is None or not signatures or minutes_wait_for(meeting) or naming.missing(meeting):
        return meeting
    out = replace(newest, signatures=signatures, out_at=max(signature.at for signature in signatures))
    return replace(meeting, versions={**meeting.versions, out.number: out})


def objections_until(meeting: Meeting, days: int, zone: tzinfo) -> date | None:
    """Give the last local day on which the minutes that are out can be objected to; None while none are out."""
    out = meeting.sent_out
    return out.out_at.astimezone(zone).date() + timedelta(days=days) if out and out.out_at else None


def object_to_minutes(
    meeting: Meeting, who: PersonId, text: str, now: datetime, seen: str, days: int, zone: tzinfo, fresh: Fresh
) -> Meeting:
    """Keep an objection to the version that is out, until the end of the local day `days` after its last signature.

    Raises:
        Refusal: `not_a_party`; `wrong_phase` before the minutes are signed by all; `out_of_date` when a newer
            version has been sent out; `deadline_passed`.
    """
    rights.party(meeting, who)
    out, until = meeting.sent_out, objections_until(meeting, days, zone)
    if out is None or until is None:
        raise Refusal(Reason.WRONG_PHASE, "minutes")
    rights.same(out.number, seen)
    if now.astimezone(zone).date() > until:
        raise Refusal(Reason.DEADLINE_PASSED, "text")
    new = Objection(ContributionId(fresh.id()), text, now, out.number)
    return replace(meeting, minutes=replace(meeting.minutes, objections=(*meeting.minutes.objections, new)))
