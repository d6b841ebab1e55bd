"""What happened to us, in the past tense, whatever channel it came by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.model.ids import MeetingId, PersonId, Ticket
from dialogs.model.officials import Official
from dialogs.model.summarized import Reported


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """Somebody pressed a button: what it does, what it acts on, and the version of that thing on the screen."""

    action: str
    on: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class FormSubmitted:
    """Somebody sent a form. `fields` holds every value of every field in the order it stood."""

    action: str
    on: str = ""
    seen: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimerRang:
    """A due time of the meeting came. `name` is the one the meeting asked for.

    `pilots` are those that a summary which is due is about.
    """

    name: str
    pilots: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A browser at the door chose a name. `ticket` is the digest of what it holds."""

    person: PersonId
    ticket: Ticket


Happening = ButtonPressed | FormSubmitted | TimerRang | AskedIn


class Proof(StrEnum):
    """How surely somebody is who they are, which signing asks for: links are forwarded."""

    LINK = "link"
    WRONG_CODE = "wrong_code"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that happened in one meeting.

    `key` is stable over redeliveries; `by` is None for timers and at the door; `for_person` is set when
    somebody enters for another. `code` is what somebody typed as the code they were sent, or None; `proof` is what
    speaks for them otherwise. `official` is set when somebody acts by an office of the organisation, not as a member.
    """

    key: str
    meeting: MeetingId
    by: PersonId | None
    what: Happening
    for_person: PersonId | None = None
    proof: Proof = Proof.LINK
    code: str | None = None
    official: Official | None = None
