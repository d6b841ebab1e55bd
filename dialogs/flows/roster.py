"""Who is in a conversation, as the chat tells it: accounts with the names that people have there."""

from dataclasses import dataclass
from hashlib import blake2b
from unicodedata import category

from dialogs.forms import Option
from dialogs.model.ids import PersonId
from dialogs.model.texts import CPR_COVER, cover_cpr, normalise
from dialogs.wording.letters import clip

NAME_CHARS = 80
_IN_NAMES = frozenset(" -.'’()")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody in a conversation.

    Attributes:
        id: who it is for the chat.
        name: as the chat shows it.
        detail: what tells two of the same name apart, such as a title or a department, or nothing.
        person: who it is here, where the account is known already from this or another committee.
    """

    id: str
    name: str
    detail: str = ""
    person: PersonId | None = None

    @property
    def key(self) -> str:
        """Give what stands for the account in forms and buttons: short, and the same every time."""
        return blake2b(self.id.encode(), digest_size=5).hexdigest()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a committee is set up.

    Attributes:
        people: who is there, without the chat's own helpers.
        channels: where messages to the organisation may be posted, by the chat's own id.
        taken: the names of all committees, as `composing.same` gives them.
    """

    people: tuple[Account, ...]
    channels: tuple[Option, ...] = ()
    taken: frozenset[str] = frozenset()


def screen_name(name: str) -> str:
    """Give a name as it stands among our own words: letters, digits and what belongs to names, on one line.

    No other sign is kept, so that none can mean anything to a chat, and no CPR number.
    """
    covered = cover_cpr(normalise(name)).replace(CPR_COVER, " ")
    kept = (char if char.isalnum() or char in _IN_NAMES or category(char) == "Mn" else " " for char in covered)
    return clip(" ".join("".join(kept).split()), NAME_CHARS)
