"""What was answered so far while a committee is set up, read the same way at every step."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dialogs.flows.reading import Reader
from dialogs.flows.roster import NAME_CHARS, Account, Conversation, screen_name
from dialogs.model.composing import same
from dialogs.model.people import SIDES, Level, Role, Side

_SIDES = (*SIDES, Side.NONE, Side.TEAM)


class Step(StrEnum):
    """What each form does, in their order. The first one only opens the next."""

    OPEN = "found"
    COMMITTEE = "found_committee"
    SIDES = "found_sides"
    ROLES = "found_roles"
    MORE_ROLES = "found_more_roles"


@dataclass(frozen=True)
class Answers:
    """The fields of all forms until now. People and roles that are not there any more count as not chosen."""

    where: Conversation
    fields: Mapping[str, tuple[str, ...]]

    @property
    def read(self) -> Reader:
        """Give the fields to read."""
        return Reader(self.fields)

    @property
    def name(self) -> str:
        """Give the committee's name.

        Raises:
            Refusal: `empty_text`, `too_long`, `contains_cpr`, `contact_details_warning`.
        """
        return " ".join(self.read.text("committee", max_chars=NAME_CHARS).split())

    @property
    def level(self) -> Level:
        """Give what kind of committee it is.

        Raises:
            Refusal: `unknown_choice`.
        """
        return self.read.choice("level", Level)

    @cached_property
    def sides(self) -> Mapping[str, tuple[Side, ...]]:
        """Give by key of an account the sides it was chosen for."""
        wanted = {side: set(self.read.several(side)) for side in _SIDES if (side is Side.TEAM) is self._is_team}
        keys = (each.key for each in self.where.people)
        return {key: found for key in keys if (found := tuple(side for side in wanted if key in wanted[side]))}

    @property
    def _is_team(self) -> bool:
        return self.level is Level.TEAM

    @cached_property
    def chosen(self) -> tuple[Account, ...]:
        """Give everybody who was chosen for a side, or for none of them."""
        return tuple(each for each in self.where.people if each.key in self.sides)

    def on_side(self, side: Side) -> tuple[Account, ...]:
        """Give everybody who was chosen for this side."""
        return tuple(each for each in self.chosen if side in self.sides[each.key])

    @cached_property
    def roles(self) -> Mapping[str, frozenset[Role]]:
        """Give by key of an account the roles it was chosen for."""
        wanted = {role: set(self.read.several(role)) for role in Role if role is not Role.SIGNER}
        keys = (each.key for each in self.chosen)
        return {key: frozenset(role for role in wanted if key in wanted[role]) for key in keys}

    @cached_property
    def alike(self) -> tuple[Account, ...]:
        """Give those whose name in the chat is another's too, or nothing that can be shown."""
        names = Counter(same(screen_name(each.name)) for each in self.where.people)
        return tuple(
            each for each in self.where.people if names[same(screen_name(each.name))] > 1 or not chat_name(each)
        )

    def name_of(self, account: Account) -> str:
        """Give the name that somebody has on the screens: the one of the chat, unless another was written.

        Raises:
            Refusal: `too_long`, `contains_cpr`, `contact_details_warning`.
        """
        field = f"name.{account.key}"
        typed = screen_name(self.read.maybe(field, max_chars=NAME_CHARS)) if account in self.alike else ""
        return typed or chat_name(account)

    def label_of(self, account: Account) -> str:
        """Give the name that somebody has in lists here: with what tells two apart."""
        return told_apart(account) if account in self.alike else chat_name(account)

    def by_name(self, people: Iterable[Account]) -> list[Account]:
        """Give people in the order of a list."""
        return sorted(people, key=lambda each: (same(self.label_of(each)), each.key))


def chat_name(account: Account) -> str:
    """Give somebody's name in the chat, as it may be shown."""
    return screen_name(account.name)


def told_apart(account: Account) -> str:
    """Give a name with what tells it apart from the same name of somebody else."""
    name, detail = chat_name(account), screen_name(account.detail)
    return f"{name} ({detail})" if name and detail else name or detail or account.key


def carry(fields: Mapping[str, tuple[str, ...]]) -> str:
    """Give answers as text that a form takes along to the next one."""
    kept = {name: values for name, values in fields.items() if any(values)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def carried(text: str) -> dict[str, tuple[str, ...]]:
    """Give the answers that a form took along; those of another making are none."""
    try:
        found = json.loads(text or "{}")
        return {str(name): tuple(map(str, values)) for name, values in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
