"""Somebody whom nobody had listed comes into the committee."""

from dataclasses import replace
from unicodedata import category

from dialogs.model import rights
from dialogs.model.ids import Fresh, PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role, Side
from dialogs.model.refusals import Reason, Refusal

# Who chairs and who keeps the minutes is not settled in passing.
ROLES = (Role.MEMBER, Role.SUBSTITUTE, Role.OBSERVER)


def add(meeting: Meeting, by: PersonId, name: str, side: Side, role: Role, fresh: Fresh) -> Meeting:
    """Put somebody on the list of the committee, so that they can take part. Their id is `fresh.id()`.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `meeting_closed`; `unknown_choice` for what is no name, for another
            role, or for a member or substitute without a side; `out_of_date` when the name stands there already.
    """
    rights.lead(meeting, by)
    rights.not_over(meeting)
    if not _is_name(name):
        raise Refusal(Reason.UNKNOWN_CHOICE, "name")
    if role not in ROLES:
        raise Refusal(Reason.UNKNOWN_CHOICE, "role")
    if side not in meeting.committee.sides and not (side is Side.NONE and role is Role.OBSERVER):
        raise Refusal(Reason.UNKNOWN_CHOICE, "side")
    if name.casefold() in {each.name.casefold() for each in meeting.committee.people.values()}:
        raise Refusal(Reason.OUT_OF_DATE, "name")
    new = Person(PersonId(fresh.id()), name, side, frozenset({role}))
    committee = replace(meeting.committee, people={**meeting.committee.people, new.id: new})
    return replace(meeting, committee=committee)


def _is_name(name: str) -> bool:
    """Say whether a text is a name: names stand among our own words, where no sign may mean anything to a chat."""
    return any(map(str.isalpha, name)) and all(
        letter.isalpha() or letter in " -.'’" or category(letter) == "Mn" for letter in name
    )
