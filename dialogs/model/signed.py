"""The two texts that are signed: the message to the organisation and the minutes, with what becomes of them."""

from dataclasses import dataclass
from datetime import datetime

from dialogs.model.ids import ContributionId, PersonId
from dialogs.model.items import Change


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody of the formandskab put their name to an exact text, or a recorded substitute did for them.

    `version` is the number that the text had.
    """

    person: PersonId
    at: datetime
    version: int = 1
    substitute_for: PersonId | None = None

    @property
    def whose(self) -> PersonId:
        """Give whose signature it counts as."""
        return self.substitute_for or self.person


@dataclass(frozen=True, slots=True)
class Announcement:
    """The message to the organisation. `number` counts its texts; an edit makes a new one and voids all signatures.

    `edited` says that people wrote this text, so that no draft takes its place.
    """

    text: str = ""
    number: int = 0
    signatures: tuple[Signature, ...] = ()
    posted_at: datetime | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody of a side holds against one version of the minutes."""

    id: ContributionId
    text: str
    at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True)
class Minutes:
    """What happens to the minutes after the meeting. `signatures` are those of the newest version, `version`."""

    signatures: tuple[Signature, ...] = ()
    objections: tuple[Objection, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Approval:
    """One of the formandskab noted that the committee approved the minutes, and at which of its meetings."""

    by: PersonId
    at: datetime
    at_meeting: int


@dataclass(frozen=True, slots=True)
class MinutesVersion:
    """The minutes as they stood, whole. Once there is a newer version, nothing in this one changes any more.

    Attributes:
        document: the record as JSON, so that no later release or change of names alters what was signed.
        by: who corrected it; nobody for the first, which was made when the meeting closed.
        what: which text of the version before was corrected; `change` holds it before and after, `why` the reason.
        signatures: those of all, from when the last one sent it out, at `out_at`.
    """

    number: int
    document: str
    at: datetime
    by: PersonId | None = None
    why: str = ""
    what: str = ""
    change: Change | None = None
    signatures: tuple[Signature, ...] = ()
    out_at: datetime | None = None
    approval: Approval | None = None
