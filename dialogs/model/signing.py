"""Who signs for somebody of the formandskab who is away after the meeting."""

from dataclasses import replace

from dialogs.model import rights
from dialogs.model.announcing import unsigned_by, waiting_for
from dialogs.model.closing import minutes_wait_for
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Person, Role
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.summarizing import waiting


def let_sign(meeting: Meeting, by: PersonId, substitute: PersonId, member: PersonId) -> Meeting:
    """Record who signs for somebody of the formandskab who is away: they say so themselves, or the secretary or HR does
    when the others of the formandskab ask for it.

    Raises:
        Refusal: `not_a_member`, `not_allowed`; `unknown_choice` for a member who is not of the formandskab, or a
            substitute who is not another of the same side; `out_of_date` when nothing is left for the member to sign.
    """
    someone = rights.person(meeting, by)
    if by != member and not (someone.is_secretary or Role.HR in someone.roles):
        raise Refusal(Reason.NOT_ALLOWED)
    if member not in {each.id for each in meeting.committee.formandskab}:
        raise Refusal(Reason.NOT_ALLOWED if by == member else Reason.UNKNOWN_CHOICE, "member")
    if substitute not in {each.id for each in signers_for(meeting, meeting.committee.people[member])}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "substitute")
    if not still_to_sign(meeting, member):
        raise Refusal(Reason.OUT_OF_DATE, "member")
    return replace(meeting, substitutes={**meeting.substitutes, member: substitute})


def signers_for(meeting: Meeting, member: Person) -> tuple[Person, ...]:
    """Give those who can sign for somebody: the others of the same side, by name."""
    others = (each for each in meeting.committee.by_name if each.is_party and each.id != member.id)
    return tuple(each for each in others if each.side is member.side)


def still_to_sign(meeting: Meeting, member: PersonId) -> bool:
    """Say whether the message, a summary or the minutes of a meeting that is over lack somebody's signature."""
    message_waits = bool(meeting.announcement.number) and not meeting.announcement.posted_at
    summary_waits = any(member in unsigned_by(meeting, each.text) for each in waiting(meeting))
    minutes_wait = meeting.stage is not Stage.CANCELLED and member in minutes_wait_for(meeting)
    return (message_waits and member in waiting_for(meeting)) or summary_waits or minutes_wait
