"""What a handler gets and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dialogs.content import Content
from dialogs.flows.reading import Reader
from dialogs.inbound import Proof
from dialogs.model.ids import Fresh, PersonId, Ticket
from dialogs.model.meeting import Meeting
from dialogs.model.officials import Official
from dialogs.model.sending import Sent
from dialogs.organisation import Organisation
from dialogs.outbound import Answer, Post
from dialogs.wording import Wording


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody did something on a screen.

    Attributes:
        meeting: the state before.
        by: who pressed; `who` is the one it is done for, the same person unless the secretary enters for somebody.
        on: the id of the thing; `seen`: the version of it that was on the screen.
        read: the fields of the form.
        now: the meeting clock, UTC.
        fresh: where new ids come from.
        proof: how surely it was them.
        official: the office they act by, where they do not act as a member.
    """

    meeting: Meeting
    by: PersonId
    who: PersonId
    on: str
    seen: str
    read: Reader
    now: datetime
    fresh: Fresh
    organisation: Organisation
    words: Wording
    proof: Proof = Proof.LINK
    official: Official | None = None

    @property
    def content(self) -> Content:
        """Give the content in the committee's language."""
        return self.organisation.content_for(self.meeting)

    @property
    def today(self) -> date:
        """Give the local date now."""
        return self.now.astimezone(self.organisation.zone).date()

    def clock(self, at: datetime) -> str:
        """Give a time as people read it, such as "10.45"."""
        return self.words.time(at.astimezone(self.organisation.zone))

    def day(self, at: datetime) -> str:
        """Give the local date of a moment as people read it."""
        return self.words.date(at.astimezone(self.organisation.zone).date())

    def when(self, at: datetime) -> tuple[str, str]:
        """Give day and clock time of a moment as people read them."""
        return self.day(at), self.clock(at)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A change that bears on a decision: what was done to what. Never a text, never a position.

    Where `named` is false nobody learns who did it: it would tell whose a text is. Of `text`, where what was decided on
    is no item of the meeting, a digest is kept.
    """

    action: str
    about: str = ""
    named: bool = True
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an event: the new state, an answer at once, posts that are owed, and what the audit notes.

    What a browser holds opens the page of the person whom it was let in as (`admitted`).
    `plans` is a next meeting of the committee, to be laid down beside it; `sends` are proposals for other committees.
    """

    meeting: Meeting
    answer: Answer = field(default_factory=Answer)
    posts: tuple[Post, ...] = ()
    audit: tuple[AuditEntry, ...] = ()
    admitted: Mapping[Ticket, PersonId] = field(default_factory=dict)
    plans: Meeting | None = None
    sends: tuple[Sent, ...] = ()


Handler = Callable[[Act], Decision]


def done(meeting: Meeting, text: str, *posts: Post, audit: AuditEntry | None = None) -> Decision:
    """Give the usual decision: a new state and a short word to the one who acted."""
    return Decision(meeting, Answer(text), posts, (audit,) if audit else ())
