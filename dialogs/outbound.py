"""What we owe, in the imperative: one answer at once, and posts that are kept until they are delivered."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from dialogs.cards import Card
from dialogs.model.ids import PersonId


class Place(StrEnum):
    """Who or where a post goes to, when it is not a person."""

    ROOM = "room"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Post:
    """A message that is owed once: the same `dedupe_key` never twice. That key holds nothing that a person typed."""

    to: PersonId | Place
    card: Card
    dedupe_key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the one who acted sees at once: a short text, or a card such as a preview. It is not kept for later.

    `refused` is the refusal's code where nothing was done; `field` names the field it is about. `confirm` holds the
    fields to send along when the same is sent again after a warning. `is_repeated` says that this answer was given
    before, so that what was shown with it is not shown twice.
    """

    text: str = ""
    card: Card | None = None
    refused: str = ""
    field: str = ""
    confirm: Mapping[str, str] = dataclass_field(default_factory=dict)
    # The same answer all the same.
    is_repeated: bool = dataclass_field(default=False, compare=False)
