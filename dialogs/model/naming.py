"""Who signs beside the leader where there is no vice-chair: named in the meeting, by the colleagues themselves."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.model import rights
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role, Side
from dialogs.model.refusals import Reason, Refusal


def missing(meeting: Meeting) -> bool:
    """Say whether somebody must still be named before anything can be signed by all."""
    return meeting.committee.names_signers and not meeting.signers


def may_name(meeting: Meeting, who: Person) -> bool:
    """Say whether somebody may name: an employee or the secretary, and in a team its leader or the secretary."""
    if not meeting.committee.names_signers:
        return False
    own = Role.CHAIR in who.roles if meeting.committee.is_team else who.side is Side.EMPLOYEES and who.is_party
    return own or who.is_secretary


def can_be_named(meeting: Meeting) -> tuple[Person, ...]:
    """Give the colleagues who can sign, by name: those in the room, and once it is over those who were there."""
    side = Side.TEAM if meeting.committee.is_team else Side.EMPLOYEES
    came = {stay.person for stay in meeting.stays.values() if stay.to_at is None or meeting.ended_at}
    people = (person for key, person in meeting.committee.people.items() if key in came)
    found = (person for person in people if person.side is side and person.is_party and Role.CHAIR not in person.roles)
    return tuple(sorted(found, key=lambda person: (person.name, person.id)))


def name(meeting: Meeting, who: PersonId, signers: Sequence[PersonId], seen: str) -> Meeting:
    """Name who signs; in a team one colleague, in a staff meeting one or more. It takes the place of who was named.

    Raises:
        Refusal: `not_a_member`, `not_allowed`; `not_present` for one who names from outside while the meeting
            lasts; `out_of_date` when somebody was first, or one of those named has
            signed; `unknown_choice` for somebody who cannot be named, `out_of_range` for too few or too many.
    """
    someone = rights.person(meeting, who)
    if not may_name(meeting, someone):
        raise Refusal(Reason.NOT_ALLOWED)
    if meeting.ended_at is None and not meeting.is_here(who):
        raise Refusal(Reason.NOT_PRESENT)
    rights.same(stamp(meeting), seen)
    signed = {each.person for each in (*meeting.announcement.signatures, *meeting.minutes.signatures)}
    if signed & set(meeting.signers):
        raise Refusal(Reason.OUT_OF_DATE)
    named = tuple(sorted(set(signers)))
    if not set(named) <= {person.id for person in can_be_named(meeting)}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "signers")
    most = 1 if meeting.committee.is_team else MOST
    if not 1 <= len(named) <= most:
        raise Refusal(Reason.OUT_OF_RANGE, "signers", least=1, most=most)
    return replace(meeting, signers=named, committee=meeting.committee.signed_by(named))


MOST = 5


def stamp(meeting: Meeting) -> str:
    """Give the version that the form for naming carries: who is named now."""
    return ".".join(meeting.signers)
