"""Substitutes: who stands in for which member in the room."""

from dataclasses import replace

from dialogs.model import rights
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role
from dialogs.model.refusals import Reason, Refusal


def stand_in(meeting: Meeting, by: PersonId, substitute: PersonId, member: PersonId) -> Meeting:
    """Record for whom a substitute is there, or will be. Said again, it takes the place of what was said before.

    Raises:
        Refusal: `not_a_member`, `meeting_closed`; `not_allowed` but for the substitute, the secretary and the
            formandskab; `unknown_choice` for somebody who is no substitute, or no member of that side who can have one;
            `out_of_date` when the member is in the room, or another substitute is there for them.
    """
    someone = rights.person(meeting, by)
    if by != substitute and not someone.may_lead:
        raise Refusal(Reason.NOT_ALLOWED)
    rights.not_over(meeting)
    if substitute not in {each.id for each in substitutes(meeting)}:
        raise Refusal(Reason.UNKNOWN_CHOICE if someone.may_lead else Reason.NOT_ALLOWED, "substitute")
    if member not in {each.id for each in members_for(meeting, meeting.committee.people[substitute])}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "member")
    other = meeting.substitutes.get(member, substitute)
    if meeting.is_here(member) or (other != substitute and meeting.is_here(other)):
        raise Refusal(Reason.OUT_OF_DATE, "member")
    # In the room a substitute is there for one.
    others = {key: value for key, value in meeting.substitutes.items() if value != substitute}
    return marked(replace(meeting, substitutes={**others, member: substitute}))


def substitutes(meeting: Meeting) -> tuple[Person, ...]:
    """Give those who can stand in for somebody in the room, by name."""
    return tuple(each for each in meeting.committee.by_name if each.is_party and Role.SUBSTITUTE in each.roles)


def members_for(meeting: Meeting, substitute: Person) -> tuple[Person, ...]:
    """Give the members whom a substitute can stand in for, whether they are there or not, by name."""
    return tuple(
        each
        for each in meeting.committee.by_name
        if each.is_party and each.side is substitute.side and Role.SUBSTITUTE not in each.roles
    )


def marked(meeting: Meeting) -> Meeting:
    """Note on the stay of every substitute in the room for whom they are there; a stay keeps what it was for."""
    stays = dict(meeting.stays)
    for member, substitute in meeting.substitutes.items():
        for key, stay in meeting.stays.items():
            if stay.person == substitute and stay.to_at is None and not meeting.is_here(member):
                stays[key] = replace(stay, stands_in_for=member)
    return replace(meeting, stays=stays) if stays != meeting.stays else meeting
